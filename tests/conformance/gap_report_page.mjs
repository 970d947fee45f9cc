// Uses the page of the gap report as a reader does: gap_report_page.mjs CHROMIUM FOLDER, where 40.html and 5000.html lie.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, folder] = process.argv.slice(2);
const axe = createRequire(import.meta.url)("axe-core").source;
const address = (size, hash = "") => pathToFileURL(join(folder, `${size}.html`)).href + hash;
const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const fetched = [], faults = [];

async function open(size, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) fetched.push(request.url()); });
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(address(size, hash));
  return page;
}

const shown = (page) => page.locator(".finding:visible").count();
const status = (page) => page.locator("#status").textContent();
const openAll = (page) => page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });

async function violations(page) {
  await openAll(page);
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target).join(", ")}`);
}

async function took(page, act) { // milliseconds from an act to the picture of its result
  return Math.round(await page.evaluate(async (source) => {
    const start = performance.now();
    new Function(source)();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
  }, act));
}

const checks = {
  async "filters by severity, outcome, product, section and state, and counts what is shown"() {
    const page = await open(40);
    assert.equal(await status(page), "40 of 40 findings shown");
    await page.getByLabel("Error", { exact: true }).check();
    await page.getByLabel("Gap", { exact: true }).check();
    const errors = await page.locator('.finding[data-outcome="gap"][data-severity="error"]').count();
    assert.equal(await shown(page), errors);
    assert.equal(await status(page), `${errors} of 40 findings shown`);
    await page.getByRole("button", { name: "Clear filters" }).click();
    for (const [name, value, selector] of [
      ["product", "HMV-01", '[data-product="HMV-01"]'], ["state", "waived", '[data-state="waived"]'],
    ]) {
      await page.locator(`select[name=${name}]`).selectOption(value);
      assert.equal(await shown(page), await page.locator(`.finding${selector}`).count());
      await page.getByRole("button", { name: "Clear filters" }).click();
    }
    await page.getByLabel("Document or section").selectOption("impd-quality/P.8");
    assert.equal(await shown(page), await page.locator('[data-section="impd-quality/P.8"] .finding').count());
    await page.getByLabel("Document or section").selectOption("impd-quality/");
    assert.equal(await shown(page), await page.locator('[data-section^="impd-quality/"] .finding').count());
    assert.equal(await page.locator(".document-part:visible").count(), 1);
  },
  async "searches all the words of a finding, and says so where there is none"() {
    const page = await open(40);
    await page.getByLabel("Search").fill("SHELF  toxicology");
    const expected = await page.locator(".finding", { hasText: "toxicology study" }).count();
    assert.ok(expected > 0);
    assert.equal(await shown(page), expected);
    await page.getByLabel("Search").fill("no such words");
    assert.equal(await shown(page), 0);
    assert.ok(await page.getByText("No finding matches these filters.").isVisible());
  },
  async "opens a finding with its law and remedy, and copies its link"() {
    const page = await open(40, { permissions: ["clipboard-read", "clipboard-write"] });
    const finding = page.locator(".finding").first();
    assert.ok(!await finding.getByText("Annex I, 44").isVisible());
    await finding.locator("summary").click();
    for (const text of ["Annex I, 44", "in force since 2022-01-31", "Give the shelf life"]) {
      assert.ok(await finding.getByText(text).isVisible(), text);
    }
    await finding.getByRole("button", { name: "Copy link" }).click();
    await finding.getByRole("button", { name: "Copied" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address(40, `#${await finding.getAttribute("id")}`));
  },
  async "keeps the filters in the address, so that a view can be sent"() {
    const page = await open(40);
    await page.getByLabel("Warning", { exact: true }).check();
    await page.getByLabel("To review", { exact: true }).check();
    await page.getByLabel("Search").fill("shelf life");
    await page.waitForFunction(() => location.hash.includes("q=shelf"));
    const count = await shown(page);
    const other = await open(40, { hash: new URL(page.url()).hash });
    assert.equal(await shown(other), count);
    assert.equal(await other.getByLabel("Search").inputValue(), "shelf life");
    assert.ok(await other.getByLabel("To review", { exact: true }).isChecked());
  },
  async "a link to a finding opens it, even where the filters hide it"() {
    const first = await open(40);
    const id = await first.locator('.finding[data-severity="note"]').last().getAttribute("id");
    const page = await open(40, { hash: `#${id}` });
    const finding = page.locator(`[id="${id}"]`);
    assert.ok(await finding.getByText("Annex I, 44").isVisible());
    assert.ok(await finding.evaluate((one) => one.getBoundingClientRect().top < innerHeight));
    await page.getByLabel("Error", { exact: true }).check();
    assert.ok(!await finding.isVisible());
    await page.waitForFunction(() => location.hash === "#severity=error");
    await page.evaluate((hash) => { location.hash = hash; }, id);
    await finding.locator("summary").waitFor();
    assert.equal(await status(page), "40 of 40 findings shown");
  },
  async "the summary leads to sections, and its numbers to the findings they count"() {
    const page = await open(40);
    await page.getByRole("link", { name: "P.8 Stability", exact: true }).click();
    assert.ok(await page.getByRole("heading", { name: "P.8 Stability" }).evaluate((one) => one === document.activeElement));
    for (const cell of await page.locator("td[data-query] a").all()) {
      await page.evaluate((hash) => { location.hash = hash; }, await cell.getAttribute("href"));
      const count = await cell.textContent();
      await page.waitForFunction((start) => document.getElementById("status").textContent.startsWith(start), `${count} of`);
    }
  },
  async "a link to a rule opens the outcome it stands under"() {
    const page = await open(40, { hash: "#rule-X-P8-05" });
    assert.ok(await page.locator("#rule-X-P8-05").getByText("The product is an ATMP.").isVisible());
  },
  async "works by keyboard, with the focus to be seen"() {
    const page = await open(40);
    await page.keyboard.press("Tab");
    const focus = () => page.evaluate(() => {
      const { left, top } = document.activeElement.getBoundingClientRect();
      return { text: document.activeElement.textContent, name: document.activeElement.name, left, top,
        outline: getComputedStyle(document.activeElement).outlineStyle };
    });
    assert.equal((await focus()).text, "Skip to the findings");
    assert.ok((await focus()).left >= 0);
    await page.keyboard.press("Enter");
    assert.equal((await focus()).text, "Findings");
    await page.keyboard.press("Tab");
    assert.equal((await focus()).name, "q");
    await page.keyboard.type("toxicology");
    for (let step = 0; step < 30 && !await page.evaluate(() => document.activeElement.matches(".finding > summary")); step += 1) {
      await page.keyboard.press("Tab");
      assert.notEqual((await focus()).outline, "none");
    }
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".finding[open]").count(), 1);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".finding[open] a")));
  },
  async "markup in a message is text"() {
    const page = await open(40);
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.ok(await page.getByText("<b>impurity A</b> is above what was tested: </script>").first().isVisible());
  },
  async "reads without its script"() {
    const page = await open(40, { javaScriptEnabled: false });
    assert.equal(await shown(page), 40);
    assert.ok(!await page.locator("#filters").isVisible());
    await page.locator(".finding summary").first().click();
    assert.ok(await page.locator(".finding").first().getByText("Annex I, 44").isVisible());
  },
  async "prints everything, open and without controls; with filters, how many of how many"() {
    const page = await open(40);
    await page.screenshot({ path: join(folder, "light.png") });
    const print = async (name) => {
      const file = join(folder, name);
      writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
      return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    };
    const whole = await print("whole.pdf");
    for (const id of await page.locator(".self").allTextContents()) assert.ok(whole.includes(id), id);
    for (const text of ["The product has no device.", "outweighs the risk"]) {
      assert.ok(whole.includes(text), text);
    }
    for (const text of ["Clear filters", "Skip to", "Document or section"]) assert.ok(!whole.includes(text), text);
    await page.getByLabel("Note", { exact: true }).check();
    const count = await shown(page);
    assert.ok((await print("filtered.pdf")).includes(`${count} of 40 findings shown`));
  },
  async "axe finds nothing in light, dark and on a narrow screen"() {
    for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { viewport: { width: 360, height: 700 } }]) {
      assert.deepEqual(await violations(await open(40, options)), [], JSON.stringify(options));
    }
  },
  async "is dark where the reader prefers that"() {
    const page = await open(40, { colorScheme: "dark" });
    await page.screenshot({ path: join(folder, "dark.png") });
    const [red] = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g));
    assert.ok(Number(red) < 60);
  },
  async "fits a narrow screen without scrolling sideways"() {
    for (const width of [320, 400, 800]) {
      const page = await open(40, { viewport: { width, height: 700 } });
      await openAll(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} pixels`);
      await page.screenshot({ path: join(folder, `${width}.png`) });
    }
  },
  async "stays fluid with 5,000 findings"() {
    const start = performance.now();
    const page = await open(5000);
    await page.waitForFunction(() => document.getElementById("status").textContent !== "");
    const times = { load: Math.round(performance.now() - start) };
    times.filter = await took(page, "document.querySelector('[name=severity][value=warning]').click()");
    assert.equal(await shown(page), await page.locator('.finding[data-severity="warning"]').count());
    const search = (text) => `const field = document.querySelector("[name=q]"); field.value = ${JSON.stringify(text)};` +
      "field.dispatchEvent(new Event('input', { bubbles: true }));";
    times.search = await took(page, search("toxicology study DE"));
    times["search again"] = await took(page, search("toxicology"));
    times.clear = await took(page, "document.querySelector('[type=reset]').click()");
    await page.waitForFunction(() => document.getElementById("status").textContent === "5000 of 5000 findings shown");
    console.log(`     ${Object.entries(times).map(([name, time]) => `${name} ${time} ms`).join(", ")}`);
    for (const name of ["filter", "search", "search again", "clear"]) assert.ok(times[name] < 3000, name);
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
    console.log(`pass gap report ${name}`);
  } catch (fault) {
    failed += 1;
    console.log(`fail gap report ${name}\n     ${fault.message.split("\n").join("\n     ")}`);
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
process.exitCode = failed ? 1 : 0;
