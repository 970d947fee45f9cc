// Uses the page of the field sheet as a person does who fills the form: field_sheet_page.mjs CHROMIUM FOLDER.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, folder] = process.argv.slice(2);
const axe = createRequire(import.meta.url)("axe-core").source;
const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const fetched = [], faults = [];
const address = (name) => pathToFileURL(join(folder, `${name}.html`)).href;

async function opened(context, name) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) fetched.push(request.url()); });
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(address(name));
  return page;
}
const open = async (name, options = {}) =>
  opened(await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options }), name);
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const status = (page) => page.locator("#status").textContent();
const shown = (page) => page.locator(".entry:visible").count();
const pasted = (page) => page.evaluate(() => navigator.clipboard.readText());

async function violations(page) {
  await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target).join(", ")}`);
}

const checks = {
  async "copies exactly the value, line ends and markup included"() {
    const page = await open("every", CLIPBOARD);
    await page.getByRole("button", { name: "Copy: Full title en" }).click();
    await page.getByText("Copied").waitFor();
    assert.equal(await pasted(page), "A trial of <b>Hemavec</b> & more\nin two lines");
    await page.getByRole("button", { name: "Copy all: Trial scope" }).click();
    assert.equal(await pasted(page), "Safety\nEfficacy");
  },
  async "copies where the clipboard of the browser is not there"() {
    const page = await open("every", CLIPBOARD);
    await page.evaluate(() => { Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new Error()) }); });
    await page.getByRole("button", { name: "Copy: Full title en" }).click();
    await page.getByText("Copied").waitFor();
    assert.equal(await pasted(page), "A trial of <b>Hemavec</b> & more\nin two lines");
  },
  async "keeps the ticks over a new visit, counts them, and clears them"() {
    const page = await open("every");
    assert.match(await status(page), /^0 of 8 done/);
    await page.getByLabel("Done: Full title (en)").check();
    assert.match(await status(page), /^1 of 8 done/);
    const again = await opened(page.context(), "every");
    assert.ok(await again.getByLabel("Done: Full title (en)").isChecked());
    assert.match(await status(again), /^1 of 8 done/);
    again.on("dialog", (dialog) => dialog.accept());
    await again.getByRole("button", { name: "Clear all ticks" }).click();
    assert.match(await status(again), /^0 of 8 done/);
    await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("0 of 8")); // the other window
  },
  async "a value that changed since it was ticked is to be done again"() {
    copyFileSync(join(folder, "every.html"), join(folder, "again.html"));
    const page = await open("again");
    await page.getByLabel("Done: Full title (en)").check();
    await page.getByLabel("Done: Trial scope").check();
    copyFileSync(join(folder, "changed.html"), join(folder, "again.html"));
    await page.reload();
    assert.ok(!await page.getByLabel("Done: Full title (en)").isChecked());
    assert.ok(await page.getByText("Changed since it was ticked").isVisible());
    assert.ok(await page.getByLabel("Done: Trial scope").isChecked());
    await page.getByLabel("Done: Full title (en)").check();
    assert.equal(await page.getByText("Changed since it was ticked").count(), 0);
  },
  async "works in a viewer that keeps nothing, and says so"() {
    const context = await browser.newContext();
    await context.addInitScript(() => { Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("no storage"); } }); });
    const page = await opened(context, "every");
    await page.getByLabel("Done: Full title (en)").check();
    assert.match(await status(page), /^1 of 8 done/);
    assert.ok(await page.getByText("This viewer keeps nothing").isVisible());
  },
  async "filters by what is missing, section and words"() {
    const page = await open("gaps");
    const all = await page.locator(".entry").count();
    assert.equal(await shown(page), await page.locator('.entry:not([data-state="not asked"])').count());
    await page.getByLabel("Show").selectOption("missing");
    const missing = await page.locator('.entry[data-missing="yes"]').count();
    assert.ok(missing > 0);
    assert.equal(await shown(page), missing);
    await page.getByLabel("Show").selectOption("all");
    assert.equal(await shown(page), all);
    await page.getByLabel("Section").selectOption("trial/identifiers");
    assert.equal(await shown(page), await page.locator('[data-section="trial/identifiers"] .entry').count());
    await page.getByLabel("Section").selectOption("trial/");
    await page.getByLabel("Search").fill("public title");
    assert.ok(await shown(page) > 0 && await shown(page) < 6);
    await page.getByLabel("Search").fill("no such words");
    assert.ok(await page.getByText("No field matches.").isVisible());
  },
  async "leads from one missing field to the next"() {
    const page = await open("every");
    const next = page.getByRole("button", { name: "Next missing" });
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      await next.click();
      seen.push(await page.evaluate(() => document.activeElement.dataset.key));
    }
    assert.deepEqual(seen, ["CT03.01.05", "CT03.01.03", "CT03.02.09.08", "CT03.01.05"]);
  },
  async "works by keyboard"() {
    const page = await open("every", CLIPBOARD);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the fields");
    await page.keyboard.press("Enter");
    await page.getByLabel("Done: Full title (en)").focus();
    await page.keyboard.press("x");
    assert.ok(await page.getByLabel("Done: Full title (en)").isChecked());
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.getByLabel("Done: Trial scope").evaluate((one) => one === document.activeElement));
    await page.keyboard.press("c");
    await page.getByText("Copied").waitFor();
    assert.equal(await pasted(page), "Safety");
    await page.keyboard.press("ArrowUp");
    assert.ok(await page.getByLabel("Done: Full title (en)").evaluate((one) => one === document.activeElement));
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    await page.getByLabel("Search").fill("cxc"); // letters in a field for words are words
    assert.equal(await page.getByLabel("Search").inputValue(), "cxc");
  },
  async "shows which state each field has, and markup as text"() {
    const page = await open("every");
    await page.getByLabel("Show").selectOption("all");
    for (const text of [
      "Not stated. State trial.ctis.public_title", "32 characters; the field holds 20", "Not asked: the member state asks: no",
      "take it from the curriculum vitae", "code 4", "dossier.yaml:12", "version 1.0, 2026-09-01, nl", "A trial of <b>Hemavec</b>",
    ]) assert.ok(await page.getByText(text).first().isVisible(), text);
  },
  async "reads without its script"() {
    const page = await open("every", { javaScriptEnabled: false });
    assert.equal(await shown(page), 9);
    assert.ok(!await page.locator("#filters").isVisible());
    assert.ok(await page.getByText("A trial of <b>Hemavec</b>").isVisible());
  },
  async "prints the fields shown, with boxes and without controls"() {
    const page = await open("full");
    await page.screenshot({ path: join(folder, "light.png") });
    const file = join(folder, "full.pdf");
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    for (const words of ["OCT-LVC-101", "Gene therapy medicinal product", "ORG-199990101"]) assert.ok(text.includes(words), words);
    for (const words of ["Next missing", "Skip to", "Copy"]) assert.ok(!text.includes(words), words);
  },
  async "axe finds nothing in light, dark and on a narrow screen"() {
    for (const name of ["every", "full"]) {
      for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { viewport: { width: 360, height: 700 } }]) {
        const page = await open(name, options);
        await page.getByLabel("Show").selectOption("all");
        assert.deepEqual(await violations(page), [], `${name} ${JSON.stringify(options)}`);
      }
    }
  },
  async "is dark where the reader prefers that, and fits a narrow screen"() {
    const page = await open("gaps", { colorScheme: "dark" });
    await page.screenshot({ path: join(folder, "dark.png") });
    const [red] = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g));
    assert.ok(Number(red) < 60);
    for (const width of [320, 400, 800]) {
      const narrow = await open("full", { viewport: { width, height: 700 } });
      assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} pixels`);
      await narrow.screenshot({ path: join(folder, `${width}.png`) });
    }
  },
  async "asks the network for nothing and reports no fault"() {
    assert.deepEqual(fetched, []);
    assert.deepEqual(faults, []);
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`pass field sheet ${name}`);
  } catch (fault) {
    failed += 1;
    console.log(`fail field sheet ${name}\n     ${fault.message.split("\n").join("\n     ")}`);
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
process.exitCode = failed ? 1 : 0;
