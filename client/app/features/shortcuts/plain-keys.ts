import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";

/**
 * Whether single letters do something. Whoever speaks to a computer, or hits keys by chance, can do without: the
 * combinations with Ctrl or ⌘ and the palette stay.
 */
export const plainKeys = remembered("keys.plain", z.enum(["on", "off"]), "on");
