import { expect, test } from "@playwright/test";
import { drawn, panel, results } from "./page";

test("the picture can be explored by keys alone", async ({ page }) => {
  await page.goto("/graph");
  await drawn(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: /Search/ })).toBeFocused();
  await page.keyboard.type("russia");
  await expect(results(page).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(panel(page, "Profile").getByRole("heading", { name: "Russia" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".marker[data-node]")).toBeVisible();
  const next = await page.locator(".marker").getAttribute("data-node");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`sel=${next}`));
  await page.keyboard.press("Escape");
  await expect(panel(page, "Summary")).toBeVisible();
});

test("T shows the table, its rows open the evidence, brackets step through it", async ({ page }) => {
  await page.goto("/graph");
  await drawn(page);
  await page.keyboard.press("t");
  const table = page.getByRole("table", { name: "Relations" });
  await table.getByRole("button", { name: "Russia supports Assad regime" }).first().focus();
  await page.keyboard.press("Enter");
  const statements = panel(page, "Evidence").getByRole("article");
  await expect(statements.first()).toBeVisible();
  await page.keyboard.press("]");
  await expect(statements.first()).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/[?&]ev=/);
  await page.keyboard.press("t");
  await expect(table).toBeHidden();
});

test("the table sorts, and has the actors too", async ({ page }) => {
  await page.goto("/table");
  await page.getByRole("button", { name: "Source", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: /Source ↑/ })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Actors", exact: true }).click();
  await expect(page.getByRole("table", { name: "Actors" }).getByRole("button", { name: "Russia" })).toBeVisible();
});

test("D turns the colors, ? lists the keys, letters stay letters while typing", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/graph");
  await drawn(page);
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-scheme", "light");
  await page.keyboard.press("d");
  await expect(html).toHaveAttribute("data-scheme", "dark");
  await page.reload();
  await expect(html).toHaveAttribute("data-scheme", "dark");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await page.getByRole("combobox", { name: /Search/ }).pressSequentially("d");
  await expect(html).toHaveAttribute("data-scheme", "dark");
});
