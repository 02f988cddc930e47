import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

/** The picture once it is drawn. */
export async function drawn(page: Page): Promise<Locator> {
  const picture = page.getByRole("region", { name: "Picture" });
  await expect(picture).not.toHaveAttribute("data-nodes", "0");
  return picture;
}

/** The right side: summary, profile or evidence. */
export const panel = (page: Page, name: "Summary" | "Profile" | "Evidence") =>
  page.getByRole("complementary", { name, exact: true });

/**
 * Clicks an edge where it is drawn. Pointing at its row in the table marks its
 * place in the picture.
 */
export async function clickEdge(page: Page, sentence: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: sentence }).first().hover();
  const marker = page.locator(".marker[data-edge]");
  await expect(marker).toBeVisible();
  const box = await marker.boundingBox();
  if (!box) throw new Error("The marker has no place.");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Drops files on the page as a person does. */
export async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const file of list) data.items.add(new File([file.text], file.name, { type: "text/plain" }));
    return data;
  }, files);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Drop the files to load them")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** What a search found. */
export const results = (page: Page) => page.getByRole("listbox", { name: "Results" }).getByRole("option");

/** What axe finds: nothing. */
export async function audit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`)).toEqual([]);
}
