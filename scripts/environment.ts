/** What a person may set around `npm start`: PORT, ENSEMBLE_HOST, ENSEMBLE_STATE and every setting of the worker. */
import { resolve } from "node:path";
import { z } from "zod";
import { settingRows } from "../worker/settings.ts";
import { inRepository } from "./repository.ts";
import { CannotStart } from "./server.ts";

const Port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65535));

export interface Environment {
  host: string;
  port: number;
  /** Absolute. */
  stateFolder: string;
  settings: Record<string, string>;
}

/**
 * Reads a process's environment; empty values count as not set.
 * @throws CannotStart when PORT is not a port.
 */
export function readEnvironment(from: Readonly<Record<string, string | undefined>>): Environment {
  const port = Port.safeParse(from.PORT || "8787");
  if (!port.success) {
    throw new CannotStart(`PORT is "${from.PORT}", which is not a port: it must be a whole number from 0 to 65535.`);
  }
  return {
    host: from.ENSEMBLE_HOST || "127.0.0.1",
    port: port.data,
    stateFolder: resolve(from.ENSEMBLE_STATE || inRepository(".ensemble")),
    settings: readSettings(from),
  };
}

/** The worker's settings among `from`, under the names they have there (an alias stays an alias). */
export function readSettings(from: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const { name, aliases } of settingRows()) {
    for (const candidate of [name, ...aliases]) {
      const value = from[candidate];
      if (value) settings[candidate] = value;
    }
  }
  return settings;
}
