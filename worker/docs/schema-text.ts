/** JSON Schema as people read types: `{ name: string; image?: string | null }`. */

/** The part of JSON Schema that zod's OpenAPI generator writes. */
export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  additionalProperties?: boolean | SchemaObject;
  items?: SchemaObject;
  anyOf?: SchemaObject[];
  oneOf?: SchemaObject[];
  allOf?: SchemaObject[];
}

/** `schema` as text, indented by `indent` spaces, ending without a line break. */
export function schemaText(schema: SchemaObject, indent = 0): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.map((part) => schemaText(part, indent)).join(" | ");
  if (schema.allOf) return schema.allOf.map((part) => schemaText(part, indent)).join(" & ");
  const types = [schema.type ?? "json"].flat();
  return types.map((type) => typeText(type, schema, indent)).join(" | ");
}

function typeText(type: string, schema: SchemaObject, indent: number): string {
  if (type === "array") {
    const items = schemaText(schema.items ?? {}, indent);
    return items.includes(" | ") || items.includes(" & ") ? `(${items})[]` : `${items}[]`;
  }
  if (type === "object") return objectText(schema, indent);
  return schema.format ? `${type} (${schema.format})` : type;
}

function objectText(schema: SchemaObject, indent: number): string {
  const inner = " ".repeat(indent + 2);
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const mark = schema.required?.includes(name) ? "" : "?";
    const about = property.description ? `  // ${property.description}` : "";
    return `${inner}${name}${mark}: ${schemaText(property, indent + 2)}${about}`;
  });
  const { additionalProperties } = schema;
  if (typeof additionalProperties === "object") {
    lines.push(`${inner}[name: string]: ${schemaText(additionalProperties, indent + 2)}`);
  }
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${" ".repeat(indent)}}`;
}
