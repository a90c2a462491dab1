import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

/** A piece of code, and what it is for its language; null for nothing in particular. */
interface CodePiece {
  text: string;
  kind: string | null;
}

/** Code as its pieces; one piece for a language that is not known. */
export function piecesOf(code: string, language: string): CodePiece[] {
  if (!lowlight.registered(language)) return [{ text: code, kind: null }];
  const pieces: CodePiece[] = [];
  const add = (node: Highlighted, kind: string | null) => {
    if (node.type === "text") pieces.push({ text: node.value, kind });
    else if (node.type === "element") {
      const own = kindOf(node.properties.className) ?? kind;
      for (const child of node.children) add(child, own);
    }
  };
  for (const child of lowlight.highlight(language, code).children) add(child, null);
  return pieces;
}

type Highlighted = ReturnType<typeof lowlight.highlight>["children"][number];

/** `keyword` of `hljs-keyword`, `title` of `hljs-title function_`. */
function kindOf(classes: unknown): string | null {
  const [first] = Array.isArray(classes) ? classes : [];
  return typeof first === "string" ? first.replace(/^hljs-/, "") : null;
}
