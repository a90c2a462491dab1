/** The API's description as one page of HTML: no script, and nothing from elsewhere, so it reads offline. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { z } from "zod";
import { type SchemaObject, schemaText } from "./schema-text.ts";

const Schema = z.custom<SchemaObject>((value) => typeof value === "object" && value !== null);
const Content = z.record(z.string(), z.object({ schema: Schema.optional() }));
const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: Schema.default({}),
});
const Operation = z.object({
  tags: z.array(z.string()).default(["Other"]),
  summary: z.string().default(""),
  description: z.string().optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
});
type Operation = z.infer<typeof Operation>;

/** What of an OpenAPI 3.1 document the page shows. */
const Description = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default("") }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), Schema).default({}) }),
});

interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Renders an OpenAPI 3.1 document. `stylesheet` is the address of its CSS. */
export function docsPage(document: unknown, stylesheet: string): Html {
  const { info, paths, components } = Description.parse(document);
  const entries: Entry[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation: Operation.parse(operation) })),
  );
  const groups = Map.groupBy(entries, ({ operation }) => operation.tags[0] ?? "Other");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title}</title>
        <link rel="stylesheet" href="${stylesheet}" />
      </head>
      <body>
        <nav aria-label="Contents">
          <strong>${info.title}</strong> <small>${info.version}</small>
          <ul>
            ${[...groups.keys(), "Shapes"].map((tag) => html`<li><a href="#${anchor(tag)}">${tag}</a></li>`)}
          </ul>
          <a href="openapi.json">openapi.json</a>
        </nav>
        <main>
          <h1>${info.title}</h1>
          ${info.description.split("\n\n").map((paragraph) => html`<p>${paragraph}</p>`)}
          ${[...groups].map(
            ([tag, members]) =>
              html`<section id="${anchor(tag)}"><h2>${tag}</h2>${members.map(operationPart)}</section>`,
          )}
          <section id="shapes">
            <h2>Shapes</h2>
            ${Object.entries(components.schemas).map(
              ([name, schema]) =>
                html`<h3 id="shape-${name}">${name}</h3>
                  <pre>${schemaText(schema)}</pre>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function operationPart({ method, path, operation }: Entry): Html {
  const { summary, description, parameters, requestBody, responses } = operation;
  return html`<details>
    <summary>
      <b class="${method}">${method.toUpperCase()}</b> <code>${path}</code> <span>${summary}</span>
    </summary>
    ${description ? html`<p>${description}</p>` : ""}
    ${parameters.length > 0 ? parametersPart(parameters) : ""}
    ${requestBody ? html`<h4>Body</h4>${contentPart(requestBody.content)}` : ""}
    <h4>Answers</h4>
    ${Object.entries(responses).map(
      ([status, answer]) =>
        html`<p><b>${status}</b> ${answer.description}</p>
          ${answer.content && Number(status) < 300 ? contentPart(answer.content) : ""}`,
    )}
  </details>`;
}

function parametersPart(parameters: Operation["parameters"]): Html {
  return html`<h4>Parameters</h4>
    <table>
      ${parameters.map(
        (parameter) =>
          html`<tr>
            <td><code>${parameter.name}</code></td>
            <td>${parameter.in}${parameter.required ? ", required" : ""}</td>
            <td>${schemaText(parameter.schema)}</td>
            <td>${parameter.description ?? parameter.schema.description ?? ""}</td>
          </tr>`,
      )}
    </table>`;
}

function contentPart(content: z.infer<typeof Content>): Html[] {
  return Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><small>${type}</small></p>
        <pre>${schema ? schemaText(schema) : "any"}</pre>`,
  );
}
