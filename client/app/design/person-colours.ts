import { createContext, use } from "react";
import { colourOf } from "./colours.ts";

/** The colours of those who are told apart here, by user id. */
export const PersonColours = createContext<ReadonlyMap<string, string>>(new Map());

/** Answers what tells the colour of a user: their own among those of the workspace, and some colour for anybody else. */
export function usePersonColour(): (user: string) => string {
  const colours = use(PersonColours);
  return (user) => colours.get(user) ?? colourOf(user);
}
