"""The gap report for people and machines: terminal, HTML, XLSX, JSON, SARIF, JUnit, and a document."""
