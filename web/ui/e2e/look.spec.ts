// How the screens hold up: accessibility in both colors and two widths, and
// what is shown when something is missing.
import { expect, type Page, test } from "@playwright/test";
import { audit, drawn, panel, results } from "./page";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function edgeAddress(page: Page): Promise<string> {
  const reply = await page.request.get("/api/v1/overview?limit=1");
  return `/graph?sel=${encodeURIComponent((await reply.json()).edges[0].key)}`;
}

async function sourceOf(page: Page): Promise<string> {
  const reply = await page.request.get("/api/v1/overview?limit=1");
  return encodeURIComponent((await reply.json()).edges[0].source);
}

async function articleAddress(page: Page): Promise<string> {
  const reply = await page.request.get("/api/v1/articles?limit=1");
  return `/article/${(await reply.json()).articles[0].id}`;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of sizes) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      const screens: [string, string | ((page: Page) => Promise<string>)][] = [
        ["graph", "/graph"],
        ["evidence", edgeAddress],
        ["table beside the picture", "/graph?table=1"],
        ["table", "/table"],
        ["search", "/graph?q=russia"],
        ["actor", async (page) => `/actor/${await sourceOf(page)}`],
        ["article", articleAddress],
        ["articles", "/articles"],
        ["console", "/cypher"],
        ["loads", "/batches"],
        ["stakeholders", "/stakeholders"],
        ["no page", "/nothing/here"],
      ];
      for (const [name, address] of screens) {
        test(name, async ({ page }) => {
          await page.goto(typeof address === "string" ? address : await address(page));
          if (name === "graph") await drawn(page);
          if (name === "evidence") await expect(page.getByRole("article").first()).toBeVisible();
          if (name === "search") await expect(results(page).first()).toBeVisible();
          await expect(page.locator(".pulse")).toHaveCount(0);
          await audit(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
          expect(wide, "the page scrolls sideways").toBe(false);
        });
      }
    });
  }
}

// What was judged comes with the program and may be nothing yet, so the reply
// is given counts of its own.
async function judge(page: Page): Promise<void> {
  await page.route("**/api/v1/relations", async (route) => {
    const reply = await (await route.fetch()).json();
    const counts: Record<string, object | undefined> = {
      SUPPORTS: { right: 37, of: 40, low: 0.801, high: 0.974 },
      MEETS: { right: 3, of: 4, low: 0.301, high: 0.954 },
    };
    for (const info of reply.relations) info.judged = counts[info.relation];
    await route.fulfill({ json: reply });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of sizes) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test("a relation tells how often it is read right", async ({ page }) => {
        await judge(page);
        await page.goto("/table");
        await page.getByRole("button", { name: "Russia supports Assad regime" }).first().click();
        const evidence = panel(page, "Evidence");
        const judged = evidence.getByText("37 of 40 such statements judged right");
        await expect(judged).toBeVisible();
        await judged.click();
        await expect(evidence.getByText("80 % to 97 %")).toBeVisible();
        await audit(page);
        await page.goto("/graph");
        await drawn(page);
        if (viewport.width < 400) await page.getByRole("button", { name: "Legend and filters" }).click();
        await page.getByRole("button", { name: "Relations of cooperation" }).click();
        const supports = page.getByRole("checkbox", { name: "supports" });
        await expect(supports).toHaveAccessibleDescription("37 of 40 judged right");
        await expect(page.getByText("3 of only 4 judged right")).toBeVisible();
        await expect(page.getByText(/judged right/)).toHaveCount(2);
        await audit(page);
      });
    });
  }
}

test.describe("a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("has its panels as drawers", async ({ page }) => {
    await page.goto("/graph");
    await drawn(page);
    await expect(page.getByRole("checkbox", { name: "Cooperation" })).toBeHidden();
    await page.getByRole("button", { name: "Legend and filters" }).click();
    await expect(page.getByRole("checkbox", { name: "Cooperation" })).toBeVisible();
    await page.getByRole("button", { name: "Close filters" }).click();
    await page.getByRole("button", { name: "Summary" }).click();
    await expect(panel(page, "Summary").getByRole("link", { name: /actors and/ })).toBeInViewport();
  });
});

test.describe("zoomed to 200 %", () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test("stays usable", async ({ page }) => {
    await page.goto("/graph");
    await drawn(page);
    await page.getByRole("button", { name: "Legend and filters" }).click();
    await page.getByRole("checkbox", { name: "Conflict" }).uncheck();
    await expect(page).toHaveURL(/polarity=/);
  });
});

test("without WebGL the table takes the picture's place", async ({ page }) => {
  await page.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith("webgl") ? null : Reflect.apply(get, this, [kind, ...rest]);
    } as typeof get;
  });
  await page.goto("/graph");
  await expect(page.getByText("This browser does not draw with WebGL 2.")).toBeVisible();
  await page.getByRole("button", { name: "Russia supports Assad regime" }).first().click();
  await expect(panel(page, "Evidence").getByRole("article").first()).toBeVisible();
});

test("without workers the picture is laid out all the same", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "Worker", {
      value: class {
        constructor() {
          throw new Error("no workers here");
        }
      },
    });
  });
  await page.goto("/graph");
  await drawn(page);
});

test("a server that is gone is said to be gone, and asked again", async ({ page }) => {
  await page.route("**/api/v1/overview**", (route) => route.abort("connectionrefused"));
  await page.goto("/graph");
  await expect(page.getByRole("alert")).toContainText("The server does not answer", { timeout: 30_000 });
  await page.unroute("**/api/v1/overview**");
  await page.getByRole("button", { name: "Try again" }).click();
  await drawn(page);
});

test("an empty database offers files and the sample", async ({ page }) => {
  await page.route("**/api/v1/overview**", async (route) => {
    const reply = await (await route.fetch()).json();
    const summary = {
      ...reply.summary,
      articles: 0,
      statements: 0,
      actors: 0,
      relations: 0,
      highlights: [],
      weeks: [],
    };
    await route.fulfill({ json: { ...reply, nodes: [], edges: [], total_nodes: 0, total_edges: 0, summary } });
  });
  await page.goto("/graph");
  await expect(page.getByRole("heading", { name: "Nothing is loaded yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Load the sample" })).toBeEnabled();
  await expect(page.getByRole("button", { name: "Choose files" })).toBeEnabled();
  await audit(page);
});

test("an article that does not exist is said not to", async ({ page }) => {
  await page.goto("/article/ffffffffffffffffffffffffffffffff");
  await expect(page.getByRole("alert")).toContainText(/\w/);
});
