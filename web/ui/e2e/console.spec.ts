import { expect, test } from "@playwright/test";
import { panel } from "./page";

test("a query in the address is shown and never run by itself", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/v1/cypher") && asked.push(request.url()));
  await page.goto(`/cypher?${new URLSearchParams({ query: "MATCH (n:Entity) RETURN n.name LIMIT 3" })}`);
  await expect(page.getByRole("textbox", { name: "Cypher query" })).toContainText("MATCH (n:Entity)");
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText(/^3 rows in/)).toBeVisible();
  expect(asked).toHaveLength(1);
});

for (const query of [
  "CREATE (n:Entity {name: 'nobody'}) RETURN n",
  "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
  "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
]) {
  test(`refuses with a reason: ${query.slice(0, 12)}`, async ({ page }) => {
    await page.goto(`/cypher?${new URLSearchParams({ query })}`);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText(/\w+ \w+ \w+/);
    await expect(page.getByRole("table")).toBeHidden();
  });
}

test("a plan is explained without being run", async ({ page }) => {
  await page.goto(`/cypher?${new URLSearchParams({ query: "MATCH (n:Entity) RETURN count(n)" })}`);
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByRole("columnheader", { name: "Rows expected" })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("ProduceResults");
});

test("parameters that are no JSON are said to be so", async ({ page }) => {
  await page.goto(`/cypher?${new URLSearchParams({ query: "RETURN $a", parameters: "{a}" })}`);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("JSON object");
});

test("the Cypher behind a view opens and runs in the console", async ({ page }) => {
  await page.goto("/table");
  await page.getByRole("button", { name: "Russia supports Assad regime" }).first().click();
  const evidence = panel(page, "Evidence");
  await evidence.getByText("The Cypher behind this").click();
  await evidence.getByRole("link", { name: "Open in console" }).click();
  await expect(page).toHaveURL(/\/cypher\?query=/);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText(/\d+ rows? in/)).toBeVisible();
});
