import { Command as Cmdk } from "cmdk";
import { ArrowLeft } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useObserved } from "../../../react/observed.ts";
import { iconButtonClass } from "../../design/icon-button.tsx";
import type { Choice, Command, Question } from "../shortcuts/command.ts";
import { registry } from "../shortcuts/registry.ts";
import { type Asking, asking } from "./asking.ts";
import { type Early, NOTHING_EARLY } from "./opening.tsx";
import { PaletteRow } from "./palette-row.tsx";
import { matching, type Section } from "./ranking.ts";
import { used } from "./recent.ts";
import { useFound } from "./use-found.ts";

interface PaletteProps {
  first: Exclude<Asking, { name: "closed" }>;
  /** What was typed before it was there; it is taken over. */
  early: RefObject<Early>;
}

/** Everything that can be done, by name: what to do, and then what a command wants to know. */
export function Palette({ first, early }: PaletteProps) {
  const [questions, setQuestions] = useState<readonly (() => Question)[]>(first.name === "question" ? [first.ask] : []);
  const [words, setWords] = useState(early.current.words);
  const [at, setAt] = useState("");
  const isDone = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  // Keys may have come between its first drawing and its being there.
  useLayoutEffect(() => {
    if (early.current.words !== "") setWords(early.current.words);
  }, [early]);
  useEffect(() => {
    if (at === "") return;
    const { entered } = early.current;
    early.current = NOTHING_EARLY;
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    if (entered) queueMicrotask(() => field.current?.dispatchEvent(enter));
  }, [early, at]);
  const giveBack = () => {
    if (first.from instanceof HTMLElement) first.from.focus({ preventScroll: true });
  };
  useObserved(registry.asked);
  const question = questions.at(-1)?.() ?? null;
  const back = () => {
    setQuestions(questions.slice(0, -1));
    setWords("");
  };
  const mayGoBack = questions.length > (first.name === "question" ? 1 : 0);

  const choose = (choice: Choice | Command) => {
    if (!question) used(choice.id);
    if (choice.ask) {
      setQuestions([...questions, choice.ask]);
      setWords("");
    } else if (question?.choice === "several") {
      choice.run();
      setWords("");
    } else {
      // At once, so that the next key is for what it opens; and with the focus where it was, since it may take it elsewhere.
      isDone.current = true;
      flushSync(() => asking.set({ name: "closed" }));
      giveBack();
      choice.run();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Backspace" || words !== "" || !mayGoBack) return;
    event.preventDefault();
    back();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : asking.set({ name: "closed" }))}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // Behind what was typed already, which Radix would select, and so have the next key write over it.
            event.preventDefault();
            field.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Else it is with what was done by now.
            if (!isDone.current) giveBack();
          }}
          className="fixed inset-x-0 top-[12dvh] z-40 mx-auto w-[calc(100vw-1.5rem)] max-w-xl animate-rise overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-dialog max-md:top-3"
        >
          <Dialog.Title className="unseen">Commands</Dialog.Title>
          <Cmdk
            label="Commands"
            shouldFilter={false}
            loop
            vimBindings={false}
            value={at}
            onValueChange={setAt}
            onKeyDown={onKeyDown}
          >
            <div className="flex items-center border-b border-line">
              {mayGoBack ? (
                <button type="button" className={iconButtonClass()} aria-label="Back" onClick={back}>
                  <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
                </button>
              ) : null}
              <Cmdk.Input
                ref={field}
                value={words}
                onValueChange={(typed) => {
                  setWords(typed);
                  // What fits other words best is another one.
                  setAt("");
                }}
                placeholder={question?.words ?? "Do something, or find it by its name…"}
                aria-label={question?.words ?? "What to do or to find"}
                dir="auto"
                maxLength={200}
                className="min-h-12 w-full flex-1 bg-transparent px-4 text-lg outline-none"
              />
            </div>
            {question ? (
              <Answers question={question} words={words.trim()} at={at} onAt={setAt} onChoose={choose} />
            ) : (
              <Found words={words.trim()} at={at} onAt={setAt} onChoose={choose} />
            )}
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Choosing {
  /** The id of what Enter would choose. */
  at: string;
  onAt: (id: string) => void;
  onChoose: (choice: Choice | Command) => void;
}

function Found({ words, ...choosing }: Choosing & { words: string }) {
  const { sections, note } = useFound(words);
  return <Sections sections={sections} note={note} {...choosing} />;
}

function Answers({ question, words, ...choosing }: Choosing & { question: Question; words: string }) {
  const found = matching(words, question.choices);
  const other = words === "" ? null : (question.other?.(words) ?? null);
  const choices = other ? [...found, other] : found;
  return <Sections sections={[{ id: "answers", words: "", choices }]} note={null} {...choosing} />;
}

interface SectionsProps extends Choosing {
  sections: readonly Section[];
  /** What there is to say about what was found, such as that the server cannot be asked. */
  note: string | null;
}

function Sections({ sections, note, at, onAt, onChoose }: SectionsProps) {
  const ids = sections.flatMap(({ choices }) => choices.map(({ id }) => id));
  const first = ids[0] ?? "";
  const lost = !ids.includes(at);
  // What the server finds comes later than the words that it was found by. Enter may be the very next key.
  useLayoutEffect(() => {
    if (lost) onAt(first);
  }, [lost, first, onAt]);
  return (
    <>
      <Cmdk.List className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2" label="Found">
        {sections.every(({ choices }) => choices.length === 0) && !note ? (
          <p className="px-3 py-6 text-center text-quiet" role="status">
            Nothing is called that.
          </p>
        ) : null}
        {sections.map(({ id, words, choices }) => (
          <Cmdk.Group
            key={id}
            heading={words || undefined}
            className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-quiet"
          >
            {choices.map((choice) => (
              <PaletteRow key={choice.id} choice={choice} onChoose={() => onChoose(choice)} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
      {note ? (
        <p className="border-t border-line px-4 py-2 text-xs text-quiet" role="status">
          {note}
        </p>
      ) : null}
    </>
  );
}
