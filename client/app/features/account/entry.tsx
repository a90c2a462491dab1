import { type FormEvent, type ReactNode, useEffect } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import "./entry.css";

interface EntryProps {
  title: string;
  children?: ReactNode;
  below?: ReactNode;
}

/** The frame of every page that stands before the app: sign in, sign up, and the like. */
export function Entry({ title, children, below }: EntryProps) {
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  return (
    <main className="entry">
      <p className="entry-brand">
        <img src="/icon.svg" alt="" width="28" height="28" /> Ensemble
      </p>
      <div className="entry-card stack">
        <h1>{title}</h1>
        {children}
      </div>
      {below ? <div className="entry-below">{below}</div> : null}
    </main>
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
    <form className="stack" onSubmit={send}>
      {children}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <Button type="submit" look="primary" disabled={act.busy}>
        {act.busy ? "One moment…" : submit}
      </Button>
    </form>
  );
}

/** A field's text out of a form; empty for none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
