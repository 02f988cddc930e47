import { expect, test } from "@playwright/test";
import { clickEdge, drawn, panel, results } from "./page";

const russia = "Russia supports Assad regime";

test("the sample shows who stands where", async ({ page }) => {
  await page.goto("/table");
  for (const sentence of [russia, "United States supports Syrian opposition", /^United Nations mediates/]) {
    await expect(page.getByRole("button", { name: sentence }).first()).toBeVisible();
  }
});

test("a click on the edge opens its sentence, Back undoes it", async ({ page }) => {
  await page.goto("/graph?table=1");
  await drawn(page);
  await clickEdge(page, russia);
  const evidence = panel(page, "Evidence");
  await expect(evidence.getByRole("heading", { name: russia })).toBeVisible();
  await expect(evidence.getByText(/\d+ sentences?, \d+ independent sources?, \d+ hedged/)).toBeVisible();
  const statement = evidence.getByRole("article").first();
  await expect(statement.locator("mark[data-part=source]").first()).toBeVisible();
  await expect(statement.locator("mark[data-part=trigger]").first()).toBeVisible();
  await expect(statement.locator("mark[data-part=target]").first()).toBeVisible();
  await expect(statement.getByText("Said by")).toBeVisible();
  await page.goBack();
  await expect(panel(page, "Summary")).toBeVisible();
});

test("the sentence stands in its article, where it says", async ({ page }) => {
  await page.goto("/table");
  await page.getByRole("button", { name: russia }).first().click();
  const statement = panel(page, "Evidence").getByRole("article").first();
  const sentence = (await statement.getByRole("blockquote").innerText()).trim();
  const trigger = await statement.locator("mark[data-part=trigger]").first().innerText();
  await statement.getByRole("link", { name: /^Read in/ }).click();
  await expect(page).toHaveURL(/\/article\/[0-9a-f]+\?s=[0-9a-f]+$/);
  const text = page.getByRole("region", { name: "Text of the article" });
  await expect(text).toContainText(sentence);
  await expect(text.locator("mark[data-part=trigger]").first()).toHaveText(trigger);
  await expect(text.locator("mark[data-part=trigger]").first()).toBeInViewport();
});

test("copies count as one source, and an article leads to its copies", async ({ page }) => {
  const { articles } = await (await page.request.get("/api/v1/articles?publisher=Sample%20Gazette&limit=200")).json();
  const title = "Syrian government, rebels in one room in Astana";
  await page.goto(`/article/${articles.find((a: { title: string }) => a.title === title).id}`);
  const copies = page.locator("details.copies");
  await copies.getByText("Carried by 2 outlets; first by Sample Wire, 23 Jan 2017").click();
  await expect(copies.getByRole("listitem")).toHaveCount(2);
  await expect(copies.locator("a[aria-current=true]")).toHaveText(title);
  await copies.getByRole("link", { name: "Syrian government and rebels meet in Astana" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Syrian government and rebels meet in Astana");

  const { edges } = await (await page.request.get("/api/v1/overview")).json();
  const copied = edges.find((e: { articles: number; independent: number }) => e.independent === e.articles - 1);
  await page.goto(`/table?sel=${encodeURIComponent(copied.key)}`);
  await expect(
    panel(page, "Evidence").getByText(`1 of ${copied.articles} articles is a copy of another`),
  ).toBeVisible();
});

test("before a click the summary links to what is worth it", async ({ page }) => {
  await page.goto("/graph");
  const summary = panel(page, "Summary");
  await expect(summary.getByRole("link", { name: /\d+ actors and \d+ relations/ })).toBeVisible();
  await summary.getByRole("link", { name: /Sharpest conflict/ }).click();
  await expect(panel(page, "Evidence").getByRole("article").first()).toBeVisible();
});

test("the address alone opens the same picture", async ({ page, context }) => {
  await page.goto("/graph");
  await page.getByRole("checkbox", { name: "Cooperation" }).uncheck();
  await page.getByRole("checkbox", { name: "negated" }).uncheck();
  await expect(page).toHaveURL(/polarity=-1,0|polarity=0,-1/);
  await expect(page).toHaveURL(/mode=asserted,hedged,planned,conditional/);
  await drawn(page);
  const note = page.locator(".picture-note");
  await expect(note).toHaveText(/^\d[\d,]* of \d[\d,]* relations shown, \d[\d,]* of \d[\d,]* actors$/);
  const words = await note.innerText();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("checkbox", { name: "Cooperation" })).not.toBeChecked();
  await expect(other.locator(".picture-note")).toHaveText(words);
});

test("expanding adds neighbors in place, and Back takes them out", async ({ page }) => {
  await page.goto("/graph?around=country-russia&sel=country-turkey");
  const picture = await drawn(page);
  const nodes = async () => Number(await picture.getAttribute("data-nodes"));
  const before = await nodes();
  await expect(panel(page, "Profile").getByRole("button", { name: /^Add \d+ neighbors?/ })).toBeEnabled();
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/expand=country-turkey/);
  await expect.poll(nodes).toBeGreaterThan(before);
  await page.goBack();
  await expect.poll(nodes).toBe(before);
});

test("hide, undo and redo", async ({ page }) => {
  await page.goto("/graph?min=3");
  const picture = await drawn(page);
  const edges = async () => Number(await picture.getAttribute("data-edges"));
  const before = await edges();
  await page.getByRole("combobox", { name: /Search/ }).fill("Russia");
  await page
    .getByRole("option", { name: /^Russia/ })
    .first()
    .click();
  await expect(panel(page, "Profile").getByRole("heading", { name: "Russia" })).toBeVisible();
  await page.keyboard.press("h");
  await expect(page.locator(".picture-note")).toContainText("1 hidden by you");
  await expect.poll(edges).toBeLessThan(before);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(edges).toBeGreaterThanOrEqual(before);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(page.locator(".picture-note")).toContainText("1 hidden by you");
});

test("Moscow and Russia are one actor", async ({ page }) => {
  await page.goto("/graph");
  await page.getByRole("combobox", { name: /Search/ }).fill("Moscow");
  await results(page).first().click();
  await expect(panel(page, "Profile").getByRole("heading", { name: "Russia" })).toBeVisible();
  await expect(panel(page, "Profile").getByText("Moscow").first()).toBeVisible();
});

test("nothing is asked of other sites, and the policy holds", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "") && !/^(blob|data):/.test(request.url())) elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  for (const path of ["/graph", "/articles", "/cypher", "/batches"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).not.toBeEmpty();
  }
  await page.goto("/graph");
  await drawn(page);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});
