import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";

/** Whether a task stands beside its board, or in its place. */
export const panelSize = remembered("task.panel", z.enum(["beside", "whole"]), "beside");
