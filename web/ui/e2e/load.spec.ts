import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { drop, panel } from "./page";

// Words that no other article has, so that the tests can run again on the
// same database.
const report = `Envoy thanks Norway as talks resume 😀

OSLO, 3 May 2018 — <script>document.title = "owned"</script> Norway supports Sweden, the envoy said.

Norway backed Sweden again on Thursday. "<b>Finland</b> & friends" were not named.
`;

test("a dropped file is loaded before the reader's eyes; its markup stays text", async ({ page }) => {
  await page.goto("/graph");
  await drop(page, [
    { name: "norway.txt", text: report },
    { name: "empty.txt", text: "" },
  ]);
  await expect(page).toHaveURL(/\/batches\/./);
  await expect(page.getByRole("status").filter({ hasText: "Done" })).toBeVisible();
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: "norway.txt" })).toContainText(/loaded|unchanged/);
  const rejected = rows.filter({ hasText: "empty.txt" });
  await expect(rejected).toContainText("rejected");
  await expect(rejected.locator(".alarm-text").first()).toContainText(/empty|no text/i);
  const [kept] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download/ }).click(),
  ]);
  expect(readFileSync(await kept.path(), "utf8")).toContain('"name":"empty.txt"');
  await page.getByRole("button", { name: /^rejected/ }).click();
  await expect(rows.filter({ hasText: "norway.txt" })).toBeHidden();
  await page.getByRole("button", { name: /^all/ }).click();
  await rows.filter({ hasText: "norway.txt" }).getByRole("link").click();
  const text = page.getByRole("region", { name: "Text of the article" });
  await expect(text).toContainText('<script>document.title = "owned"</script>');
  await expect(text).toContainText('"<b>Finland</b> & friends"');
  await expect(page).toHaveTitle("Envoy thanks Norway as talks resume 😀 | Entente");
  // Marks stand right behind a letter of two code units.
  await page
    .getByRole("link", { name: /Norway supports Sweden/ })
    .first()
    .click();
  await expect(text.locator("mark[data-part=source]").first()).toHaveText("Norway");
  await expect(text.locator("mark[data-part=target]").first()).toHaveText("Sweden");
});

test("what was loaded is found", async ({ page }) => {
  await page.goto("/articles");
  await page.getByRole("combobox", { name: /Search/ }).fill("Norway");
  await page
    .getByRole("option", { name: /^Norway/ })
    .first()
    .click();
  await expect(panel(page, "Profile").getByRole("heading", { name: "Norway" })).toBeVisible();
  await expect(
    panel(page, "Profile")
      .getByRole("button", { name: /supports Sweden/ })
      .first(),
  ).toBeVisible();
});

test("files can be chosen, and loading them again changes nothing", async ({ page }) => {
  await page.goto("/batches");
  await page.getByLabel("Files to load").setInputFiles({
    name: "norway.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(report),
  });
  await expect(page.getByRole("status").filter({ hasText: "Done" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "norway.txt" })).toContainText("unchanged");
  await page.getByRole("link", { name: "Loads" }).click();
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
});

test("an article can be taken out again, when asked twice", async ({ page }) => {
  const name = `gone-${Date.now()}`;
  await page.goto("/batches");
  await page.getByLabel("Files to load").setInputFiles({
    name: `${name}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from(`Report ${name}\n\nNorway supports Sweden, said envoy number ${name}.\n`),
  });
  await page.getByRole("row").filter({ hasText: name }).getByRole("link").click();
  await page.getByRole("button", { name: "Remove this article" }).click();
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByRole("button", { name: "Remove this article" }).click();
  const address = page.url();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page).toHaveURL(/\/articles$/);
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Remove this article" })).toBeHidden();
  await expect(page.getByText(/not found|no article/i).first()).toBeVisible();
});

test("a load that goes on can be canceled, and goes on again", async ({ page }) => {
  const run = Date.now();
  const lines = Array.from({ length: 4000 }, (_, i) =>
    JSON.stringify({
      id: `cancel-${run}-${i}`,
      title: `Weather ${i}`,
      text: `It rained on day ${i} of run ${run} in the hills.`,
    }),
  );
  await page.goto("/batches");
  await page.getByLabel("Files to load").setInputFiles({
    name: "weather.jsonl",
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(lines.join("\n")),
  });
  await expect(page).toHaveURL(/\/batches\/./);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Canceled" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the graph" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^all/ })).not.toContainText("4,000");
  await page.getByRole("button", { name: "Load the rest" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Done" })).toContainText("4,000 new articles", {
    timeout: 45_000,
  });
  await expect(page.getByRole("button", { name: "Load the rest" })).toBeHidden();
});

test("an address can be pasted; what may not be fetched says why", async ({ page }) => {
  await page.goto("/batches");
  const field = page.getByLabel(/web address/);
  await field.fill("file:///etc/hosts");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/batches$/);
  expect(await field.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
  await field.fill("http://127.0.0.1:9/news");
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await expect(page).toHaveURL(/\/batches\/./);
  await expect(page.getByRole("row").filter({ hasText: "127.0.0.1:9" })).toContainText("public internet");
});

test("an upload that is refused says why", async ({ page }) => {
  await page.route("**/api/v1/batches", (route) =>
    route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
  );
  await page.goto("/batches");
  await page
    .getByLabel("Files to load")
    .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
  await expect(page.getByRole("alert")).toContainText("The server does not answer");
});
