import { clsx } from "clsx";
import { Copy } from "lucide-react";
import { Fragment, useMemo } from "react";
import { useCopying } from "../../design/copying.ts";
import { Deferred, useLoaded } from "../../design/deferred.ts";
import { IconButton } from "../../design/icon-button.tsx";

const highlighting = new Deferred(() => import("./highlighting.ts"));

/** What a piece of code is, as a role of the design; all else is plain. */
const COLOURS: Readonly<Record<string, string>> = {
  keyword: "text-accent",
  built_in: "text-accent",
  type: "text-accent",
  tag: "text-accent",
  name: "text-accent",
  selector: "text-accent",
  string: "text-good",
  regexp: "text-good",
  addition: "text-good",
  number: "text-warn",
  literal: "text-warn",
  attr: "text-warn",
  attribute: "text-warn",
  symbol: "text-warn",
  deletion: "text-danger",
  title: "font-semibold",
  section: "font-semibold",
  strong: "font-semibold",
  comment: "text-quiet italic",
  quote: "text-quiet italic",
  meta: "text-quiet",
  doctag: "text-quiet font-semibold",
};

/** Code of a message: highlighted for its language as soon as what knows that is loaded. */
export function CodeBlock({ code, language }: { code: string; language: string | null }) {
  const copy = useCopying();
  const pieces = usePieces(code, language);
  return (
    <div className="group/code relative">
      <pre
        dir="ltr"
        className="rounded-md border border-line bg-sunk px-3 py-2 font-mono text-sm whitespace-pre-wrap [tab-size:4]"
      >
        <code>{pieces ?? code}</code>
      </pre>
      <span className="absolute end-1 top-1 rounded-md bg-sunk opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:hidden">
        <IconButton icon={Copy} label="Copy the code" size="sm" onClick={() => copy(code, "The code")} />
      </span>
    </div>
  );
}

function usePieces(code: string, language: string | null) {
  // Until it is there the code is plain.
  const { piecesOf } = useLoaded(highlighting, language === null ? "never" : "now") ?? {};
  return useMemo(() => {
    if (!piecesOf || language === null) return null;
    let at = 0;
    return piecesOf(code, language.toLowerCase()).map(({ text, kind }) => {
      const from = at;
      at += text.length;
      const colour = COLOURS[kind ?? ""];
      return colour ? (
        <span key={from} className={clsx(colour)}>
          {text}
        </span>
      ) : (
        <Fragment key={from}>{text}</Fragment>
      );
    });
  }, [piecesOf, code, language]);
}
