import { clsx } from "clsx";
import { Square, SquareCheck } from "lucide-react";
import type { ListItem, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { type Called, callsIn } from "./call-outs.ts";
import { CodeBlock } from "./code-block.tsx";
import { MessageLink } from "./message-link.tsx";
import { isOnlyEmoji } from "./only-emoji.ts";
import { parseMessage } from "./parse.ts";

/** A message's Markdown as elements: what it says can be nothing but text, links and chips. */
export function MessageText({ text }: { text: string }) {
  const blocks = useMemo(() => together(parseMessage(text).children.map(block)), [text]);
  const large = useMemo(() => isOnlyEmoji(text), [text]);
  return <div className={clsx("grid grid-cols-1 gap-1.5", large && "text-2xl")}>{blocks}</div>;
}

/** Nodes that stand one after the other, and never change places: they need no keys. */
function together(nodes: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}

function block(node: RootContent): ReactNode {
  switch (node.type) {
    case "paragraph":
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          {inline(node.children)}
        </p>
      );
    // No heading of the page: it is a line in what somebody said.
    case "heading":
      return (
        <p dir="auto" className={clsx("font-semibold", node.depth <= 2 && "text-lg")}>
          {inline(node.children)}
        </p>
      );
    case "code":
      return <CodeBlock code={node.value} language={node.lang ?? null} />;
    case "blockquote":
      return (
        <blockquote className="grid grid-cols-1 gap-1.5 border-s-3 border-line-strong ps-3 text-quiet">
          {together(node.children.map(block))}
        </blockquote>
      );
    case "list":
      return createElement(
        node.ordered ? "ol" : "ul",
        {
          className: clsx("grid grid-cols-1 gap-0.5 ps-6", node.ordered ? "list-decimal" : "list-disc"),
          ...(node.ordered && typeof node.start === "number" ? { start: node.start } : {}),
        },
        ...node.children.map(item),
      );
    case "table":
      return table(node);
    case "thematicBreak":
      return <hr className="border-line-strong" />;
    default:
      return null;
  }
}

function item(node: ListItem): ReactNode {
  const { checked } = node;
  const content = together(node.children.map(block));
  if (typeof checked !== "boolean") return <li className="min-w-0">{content}</li>;
  const Box = checked ? SquareCheck : Square;
  return (
    <li className="-ms-6 flex min-w-0 list-none gap-2">
      <Box aria-hidden className={clsx("mt-0.5 size-4 shrink-0", checked ? "text-accent" : "text-quiet")} />
      <span className="unseen">{checked ? "Done: " : "To do: "}</span>
      <div className={clsx("min-w-0 flex-1", checked && "text-quiet")}>{content}</div>
    </li>
  );
}

function table({ children: rows, align }: Table): ReactNode {
  const [head, ...body] = rows;
  const cells = (row: Table["children"][number], cell: "th" | "td") =>
    row.children.map((each, column) => {
      const side = align?.[column];
      const className = clsx(
        "border border-line px-2 py-1 align-top",
        side === "right" ? "text-end" : side === "center" ? "text-center" : "text-start",
        cell === "th" && "bg-sunk font-semibold",
      );
      return createElement(cell, { className, dir: "auto" }, inline(each.children));
    });
  return (
    // What is wider than the conversation is scrolled, by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by keys
    <section tabIndex={0} aria-label="Table" className="max-w-full overflow-x-auto">
      <table className="border-collapse text-sm [overflow-wrap:break-word]">
        <thead>{head ? createElement("tr", null, ...cells(head, "th")) : null}</thead>
        {createElement("tbody", null, ...body.map((row) => createElement("tr", null, ...cells(row, "td"))))}
      </table>
    </section>
  );
}

function inline(nodes: readonly PhrasingContent[]): ReactNode {
  return together(nodes.map(phrase));
}

function phrase(node: PhrasingContent): ReactNode {
  switch (node.type) {
    case "text":
      return together(callsIn(node.value).map(run));
    case "strong":
      return <strong className="font-semibold">{inline(node.children)}</strong>;
    case "emphasis":
      return <em>{inline(node.children)}</em>;
    case "delete":
      return <del>{inline(node.children)}</del>;
    case "inlineCode":
      return (
        <code dir="ltr" className="rounded-sm border border-line bg-sunk px-1 font-mono text-[0.875em]">
          {node.value}
        </code>
      );
    case "break":
      return <br />;
    case "link":
      return (
        <MessageLink url={node.url} words={wordsOf(node)}>
          {inline(node.children)}
        </MessageLink>
      );
    // A picture of elsewhere would tell its server who reads this: its address is a link like any other.
    case "image":
      return (
        <MessageLink url={node.url} words={node.alt ?? ""}>
          {node.alt || node.url}
        </MessageLink>
      );
    default:
      return null;
  }
}

function run({ words, calls }: Called): ReactNode {
  if (calls === null) return words;
  return <span className="rounded-sm bg-warn-soft px-1 font-medium text-warn">{words}</span>;
}

/** The words of a node, without its marks. */
function wordsOf(node: Nodes): string {
  if ("children" in node) return node.children.map(wordsOf).join("");
  return "value" in node ? node.value : "";
}
