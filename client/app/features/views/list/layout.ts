/*
 * How the list is laid out; its head and its rows share this. By its own width, not the window's: a task that is open
 * beside it takes from it.
 */

/** What scrolls. */
export const LIST = "@container min-h-0 flex-1 overflow-y-auto overscroll-contain pb-16";

/** The columns: pick, key, title, status, priority, labels, assignees, due, estimate, changed. Where it is narrow, two lines. */
export const COLUMNS =
  "grid items-center gap-x-2 px-4 grid-cols-[1.5rem_4.5rem_minmax(10rem,1fr)_8rem_7rem_minmax(0,9rem)_4.5rem_6rem_4rem_6.5rem] " +
  "@max-6xl:grid-cols-[1.5rem_4.5rem_minmax(10rem,1fr)_8rem_7rem_minmax(0,9rem)_4.5rem_6rem] " +
  "@max-4xl:grid-cols-[1.5rem_4rem_minmax(8rem,1fr)_8rem_2.5rem_4.5rem_6rem] " +
  "@max-2xl:grid-cols-[1.75rem_minmax(0,1fr)_auto_auto_auto] @max-2xl:px-3 @max-2xl:py-1";

/** Columns that there is not always room for. */
export const WIDE_ONLY = "@max-6xl:hidden";
export const ROOMY_ONLY = "@max-4xl:hidden";
