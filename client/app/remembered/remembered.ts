import type { z } from "zod";
import { Cell, type Observed } from "../../sdk/observed.ts";

/** A small choice that this browser remembers, in all its tabs: how something is shown, never what somebody wrote. */
interface Remembered<T> extends Observed<T> {
  set(value: T): void;
}

/** The choice kept under `name`; `otherwise` while there is none, or none that can be understood. */
export function remembered<T>(name: string, schema: z.ZodType<T>, otherwise: T): Remembered<T> {
  const key = `ensemble.${name}`;
  const cell = new Cell(read(key, schema) ?? otherwise);
  window.addEventListener("storage", (event) => {
    if (event.key === key) cell.set(read(key, schema) ?? otherwise);
  });
  return {
    get value() {
      return cell.value;
    },
    subscribe: (listener) => cell.subscribe(listener),
    set: (value) => {
      cell.set(value);
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Storage is full or forbidden: then it holds for as long as the page does.
      }
    },
  };
}

function read<T>(key: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null")).data;
  } catch {
    return undefined;
  }
}
