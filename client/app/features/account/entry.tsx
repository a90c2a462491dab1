import { type FormEvent, type ReactNode, useEffect } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";

interface EntryProps {
  title: string;
  /** What the page is about, in a sentence below its title. */
  lead?: ReactNode;
  children?: ReactNode;
  below?: ReactNode;
  /** Drawn beside it where there is room; it says nothing that the page does not. */
  beside?: ReactNode;
}

/** The frame of every page that stands before the app: sign in, sign up, and the like. */
export function Entry({ title, lead, children, below, beside }: EntryProps) {
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  return (
    <div className={beside ? "grid min-h-dvh bg-paper lg:grid-cols-2" : "grid min-h-dvh bg-paper"}>
      <main className="mx-auto flex w-full max-w-md flex-col gap-8 px-5 py-8 text-base sm:px-8 md:justify-center md:py-12">
        <p className="flex items-center gap-2.5 text-lg font-semibold">
          <img src="/icon.svg" alt="" width="28" height="28" /> Ensemble
        </p>
        <div className="grid grid-cols-1 gap-6">
          <div className="grid grid-cols-1 gap-2">
            <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere" dir="auto">
              {title}
            </h1>
            {lead ? <p className="text-quiet">{lead}</p> : null}
          </div>
          {children}
        </div>
        {below ? <div className="border-t border-line pt-4 text-quiet">{below}</div> : null}
      </main>
      {beside ? (
        <div aria-hidden className="hidden overflow-hidden border-s border-line bg-sunk lg:grid">
          {beside}
        </div>
      ) : null}
    </div>
  );
}

interface EntryFormProps {
  submit: string;
  act: { busy: boolean; problem: string | null };
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}

/** A form of an entry page: its fields, what went wrong, and one button. */
export function EntryForm({ submit, act, onSubmit, children }: EntryFormProps) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!act.busy) onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form className="grid gap-4" onSubmit={send}>
      {children}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <Button type="submit" look="primary" disabled={act.busy} className="w-full">
        {act.busy ? "One moment…" : submit}
      </Button>
    </form>
  );
}
