/** What a call was started from, as the workspace keeps it: `task:{id}`. Where a task is now, is looked up. */
import type { Stores } from "../store/stores.ts";
import type { CallSubject } from "./protocol.ts";

/** A subject by its id alone. */
export interface SubjectRef {
  type: CallSubject["type"];
  id: string;
}

/** How a call is found by its subject. */
export function keyOfSubject({ type, id }: SubjectRef): string {
  return `${type}:${id}`;
}

/** The subject that a key names; null for a call of the workspace itself. */
export function subjectIn(key: string | null): SubjectRef | null {
  const type = key?.slice(0, key.indexOf(":"));
  if (key === null || (type !== "conversation" && type !== "task" && type !== "project")) return null;
  return { type, id: key.slice(type.length + 1) };
}

/** The project by which a subject is read; null for one that is read by itself, and for a task that is no more. */
export function projectOfSubject(stores: Stores, subject: SubjectRef): string | null {
  if (subject.type === "project") return subject.id;
  return subject.type === "task" ? (stores.tasks.find(subject.id)?.task.projectId ?? null) : null;
}

/** A subject as those see it who may enter the call. */
export function subjectShown(stores: Stores, key: string | null): CallSubject | null {
  const subject = subjectIn(key);
  switch (subject?.type) {
    case undefined:
      return null;
    case "conversation":
      return { type: "conversation", conversation: subject.id };
    case "project":
      return { type: "project", project: subject.id };
    case "task":
      return { type: "task", task: subject.id, project: projectOfSubject(stores, subject) ?? "" };
  }
}
