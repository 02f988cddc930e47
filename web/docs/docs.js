// Draws /api/v1/openapi.json as a page. Everything enters the page as text.

/** element makes an element with attributes and children (nodes or texts). */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

/** prose turns `code` and blank lines into elements; nothing else is marked. */
function prose(text) {
  return text.split(/\n\n+/).map((block) => {
    const items = block.split("\n");
    if (items.every((item) => item.startsWith("- "))) {
      return element("ul", {}, ...items.map((item) => element("li", {}, ...inline(item.slice(2)))));
    }
    return element("p", {}, ...inline(block));
  });
}

function inline(text) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? element("code", {}, part) : part));
}

/** typeOf names a schema: a link for a named type, words for the rest. */
function typeOf(schema) {
  if (!schema) return "anything";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return element("a", { href: `#type-${name}` }, name);
  }
  if (schema.type === "array") return element("span", {}, "list of ", typeOf(schema.items));
  if (schema.enum) return element("span", {}, schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  if (schema.type === "object" && schema.properties) return element("span", {}, "{ ", Object.keys(schema.properties).join(", "), " }");
  if (schema.format && !/^(int|double)/.test(schema.format)) return `${schema.type} (${schema.format})`;
  return schema.type ?? "anything";
}

function bounds(schema) {
  const parts = [];
  if (schema?.minimum !== undefined) parts.push(`from ${schema.minimum}`);
  if (schema?.maximum !== undefined) parts.push(`to ${schema.maximum}`);
  if (schema?.maxLength !== undefined) parts.push(`at most ${schema.maxLength} characters`);
  return parts.length > 0 ? ` (${parts.join(" ")})` : "";
}

function table(headings, rows) {
  return element(
    "div",
    { class: "scroll", tabindex: "0" },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell))))),
    ),
  );
}

function parameterTable(parameters) {
  return table(
    ["Name", "Where", "Type", "Meaning"],
    parameters.map((p) => [
      element("code", {}, p.name + (p.required ? " *" : "")),
      p.in,
      typeOf(p.schema),
      (p.description ?? "") + bounds(p.schema),
    ]),
  );
}

function bodyOf(request) {
  return Object.entries(request.content).flatMap(([media, content]) => {
    const schema = content.schema ?? {};
    return [element("p", {}, element("code", {}, media), ": ", typeOf(schema), schema.description ? `. ${schema.description}` : "")];
  });
}

function responseTable(responses) {
  const ordered = Object.entries(responses).sort(([a], [b]) => a.localeCompare(b));
  return table(
    ["Status", "Type", "Meaning"],
    ordered.map(([status, response]) => {
      const [media, content] = Object.entries(response.content ?? {})[0] ?? [];
      const type = media ? element("span", {}, typeOf(content.schema), media === "application/json" ? "" : ` as ${media}`) : "";
      return [status, type, response.description ?? ""];
    }),
  );
}

/** example fills an operation's address from the examples of its parameters. */
function example(path, parameters) {
  const value = (p) => [p.schema?.examples?.[0] ?? []].flat().join(",");
  const filled = path.replace(/\{(\w+)\}/g, (whole, name) => {
    const found = parameters.find((p) => p.in === "path" && p.name === name);
    return encodeURIComponent((found && value(found)) || whole);
  });
  const query = parameters.filter((p) => p.in === "query" && p.required).map((p) => `${p.name}=${encodeURIComponent(value(p))}`);
  return query.length > 0 ? `${filled}?${query.join("&")}` : filled;
}

function operationSection(path, method, operation) {
  const parameters = operation.parameters ?? [];
  const section = element(
    "section",
    { id: operation.operationId },
    element("h3", {}, element("span", { class: `method ${method}` }, method.toUpperCase()), " ", element("code", {}, path)),
    element("p", {}, element("strong", {}, operation.summary ?? "")),
    ...prose(operation.description ?? ""),
  );
  if (method === "get") {
    const address = example(path, parameters);
    section.append(element("p", {}, "Try ", element("a", { href: address, target: "_blank", rel: "noopener" }, element("code", {}, address))));
  }
  if (parameters.length > 0) section.append(element("h4", {}, "Parameters"), parameterTable(parameters));
  if (operation.requestBody) section.append(element("h4", {}, "Body"), ...prose(operation.requestBody.description ?? ""), ...bodyOf(operation.requestBody));
  section.append(element("h4", {}, "Replies"), responseTable(operation.responses));
  return section;
}

function typeSection(name, schema) {
  const section = element("section", { id: `type-${name}` }, element("h3", {}, name));
  if (schema.description) section.append(...prose(schema.description));
  if (schema.enum) section.append(element("p", {}, ...schema.enum.flatMap((value) => [element("code", {}, value || '""'), " "])));
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length > 0) {
    const required = new Set(schema.required ?? []);
    section.append(
      table(
        ["Field", "Type", "Meaning"],
        properties.map(([field, s]) => [element("code", {}, field + (required.has(field) ? " *" : "")), typeOf(s), s.description ?? ""]),
      ),
    );
  }
  return section;
}

function draw(api) {
  document.getElementById("title").textContent = `${api.info.title} API ${api.info.version}`;
  document.getElementById("about").append(...prose(api.info.description ?? ""));
  const operations = document.getElementById("operations");
  const contents = document.getElementById("contents");
  operations.replaceChildren();
  const all = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
  for (const tag of api.tags) {
    const links = element("ul", {});
    operations.append(element("h2", {}, tag.description));
    for (const { path, method, operation } of all.filter((one) => one.operation.tags.includes(tag.name))) {
      operations.append(operationSection(path, method, operation));
      links.append(element("li", {}, element("a", { href: `#${operation.operationId}` }, operation.summary)));
    }
    contents.append(element("h2", {}, tag.name), links);
  }
  contents.append(element("h2", {}, "types"), element("a", { href: "#schemas" }, "All types"));
  const types = document.getElementById("types");
  for (const [name, schema] of Object.entries(api.components.schemas)) types.append(typeSection(name, schema));
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

fetch("/api/v1/openapi.json")
  .then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(`the server answered ${reply.status}`))))
  .then(draw)
  .catch((cause) => document.getElementById("operations").replaceChildren(element("p", {}, `The description cannot be read: ${cause.message}`)));
