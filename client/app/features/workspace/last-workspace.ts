import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";

/** The id of the workspace that was open last in this browser; empty for none. */
export const lastWorkspace = remembered("workspace.last", z.string(), "");
