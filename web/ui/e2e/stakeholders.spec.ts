import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { audit } from "./page";

const list = `name,aliases,kind,description,parent
Kingdom of the Fjords,Norway,country,"<b>Ours</b>, with a comma",
Harbor Bloc,HB,armed_group,,Kingdom of the Fjords
`;

const file = (text: string, name = "ours.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const choose = (page: Page, text: string, name?: string) =>
  page.getByLabel("List of stakeholders").setInputFiles(file(text, name));

async function done(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/batches\/./);
  await expect(page.getByRole("status").filter({ hasText: "Done" })).toBeVisible({ timeout: 60_000 });
}

// What the tests need is loaded by the first, and the list of the last is removed.
test("a list renames what is loaded, and its removal undoes that", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/batches");
  await page.getByLabel("Files to load").setInputFiles({
    name: "fjords.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Norway supports Denmark, the envoy of the fjords said on Friday.\n"),
  });
  await done(page);
  await page.goto("/batches");
  await page.getByRole("link", { name: "Add your own stakeholders" }).click();
  await expect(page.getByText("No list is set.")).toBeVisible();
  await choose(page, list);
  await done(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stakeholder list ours.csv");

  await page.goto("/stakeholders");
  await expect(page.getByRole("status").filter({ hasText: "ours.csv, 2 actors" })).toBeVisible();
  await expect(page.getByText("Not everything that is loaded")).toBeHidden();
  const rows = page.getByRole("region", { name: "Rows of the list" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("<b>Ours</b>, with a comma");
  await expect(rows.nth(2)).toContainText("armed group");
  const [kept] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the list" }).click(),
  ]);
  expect(readFileSync(await kept.path(), "utf8")).toBe(list);
  await audit(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await audit(page);

  await page.goto("/actor/country-kingdom-of-the-fjords");
  await expect(page.getByRole("heading", { name: "Kingdom of the Fjords" }).first()).toBeVisible();

  await page.goto("/stakeholders");
  await page.getByRole("button", { name: "Remove this list" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Keep" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove this list" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await done(page);
  await page.goto("/actor/country-norway");
  await expect(page.getByRole("heading", { name: "Norway" }).first()).toBeVisible();
});

test("what is wrong with a list is told by line, and nothing changes", async ({ page }) => {
  await page.goto("/stakeholders");
  await choose(page, "name,kind,parent\nHarbor Bloc,tribe,\n,party,\n", "bad.csv");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText('line 2, column kind: "tribe" is no kind');
  await expect(alert).toContainText("line 3, column name");
  await expect(page).toHaveURL(/\/stakeholders$/);
  await expect(page.getByText("No list is set.")).toBeVisible();
  await audit(page);
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await expect(alert).toBeHidden();
});

test("a list can be dropped, one at a time", async ({ page }) => {
  await page.goto("/stakeholders");
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    for (const name of ["a.csv", "b.csv"]) data.items.add(new File(["name\nX\n"], name, { type: "text/csv" }));
    return data;
  });
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Drop the list to set it")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await expect(page.getByRole("alert")).toContainText("One list is kept at a time");
});

test("an interrupted reading is told, and goes on", async ({ page }) => {
  await page.route("**/api/v1/stakeholders?limit=**", (route) =>
    route.fulfill({
      json: { name: "ours.csv", sum: "0123", actors: 60, set: "2026-01-02T03:04:05Z", applied: false, rows: [] },
    }),
  );
  await page.route("**/api/v1/stakeholders/csv", (route) => route.fulfill({ contentType: "text/csv", body: list }));
  await page.goto("/stakeholders");
  await expect(page.getByText("Not everything that is loaded has been read by this yet.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "ours.csv, 60 actors" })).toBeVisible();
  await page.getByRole("button", { name: "Read the rest" }).click();
  await done(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stakeholder list ours.csv");
  expect((await page.request.delete("/api/v1/stakeholders")).status()).toBe(202);
});
