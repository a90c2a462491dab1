import { getSchema } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, EditorView } from "@tiptap/pm/view";
import { useEffect, useMemo, useRef } from "react";
import { textExtensions } from "../../../../../durable-objects/doc/text/protocol.ts";
import type { MarkedNode } from "../diff/marked.ts";
import { layOut, type MarkedPlace } from "./lay-out.ts";
import { pastTable } from "./past-table.ts";
import { pastTask } from "./past-task.ts";
import "../../text/editor.css";
import "./past-text.css";

const schema = getSchema(textExtensions);

interface PastTextProps {
  nodes: readonly MarkedNode[];
  /** What screen readers call the text. */
  label: string;
  colourOf: (user: string) => string;
  nameOf: (user: string) => string;
  /** Who did all of it, where that is one person: it needs no telling apart. */
  lone: string | undefined;
  /** The change one is at, from 0; null for none. */
  step: number | null;
  /** Tells how many changes there are. */
  onGroups: (groups: number) => void;
}

/** A text of the past as the editor shows it, to be read only, with what changed marked in it. */
export function PastText({ nodes, label, colourOf, nameOf, lone, step, onGroups }: PastTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const laidOut = useMemo(() => layOut(schema, nodes), [nodes]);
  const { document, places, groups } = laidOut;

  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView(place.current, {
      state: EditorState.create({ schema }),
      editable: () => false,
      nodeViews: { taskItem: pastTask, table: pastTable },
      attributes: { class: "tiptap past-text" },
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const person = (user: string | undefined) =>
      user === undefined ? null : { name: nameOf(user), colour: colourOf(user) };
    const shown = places.map((each) => decorationOf(each, person(each.who ?? lone), step));
    const state = EditorState.create({ schema, doc: document });
    const decorations = DecorationSet.create(document, shown);
    view.current?.setProps({ state, decorations: () => decorations });
  }, [document, places, step, lone, colourOf, nameOf]);

  useEffect(() => onGroups(groups), [groups, onGroups]);

  useEffect(() => {
    if (step === null) return;
    place.current?.querySelector(`[data-change="${step}"]`)?.scrollIntoView({ block: "center" });
  }, [step]);

  return <section ref={place} aria-label={label} dir="auto" />;
}

const TITLES = { inserted: "Added", deleted: "Removed", changed: "Changed" } as const;

function decorationOf(
  { from, to, kind, change, group }: MarkedPlace,
  person: { name: string; colour: string } | null,
  step: number | null,
): Decoration {
  const attributes = {
    class: `past-${change} past-${kind}${group === step ? " past-here" : ""}`,
    "data-change": String(group),
    title: person ? `${TITLES[change]} by ${person.name}` : TITLES[change],
    ...(person ? { style: `--who: ${person.colour}` } : {}),
  };
  if (kind === "block") return Decoration.node(from, to, attributes);
  const names = { inserted: "ins", deleted: "del", changed: "mark" } as const;
  return Decoration.inline(from, to, { ...attributes, nodeName: names[change] });
}
