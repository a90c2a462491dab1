/** How the list is laid out; its head and its rows share this. */

/** What scrolls. */
export const LIST = "min-h-0 flex-1 overflow-y-auto overscroll-contain pb-16";

/** The columns: pick, key, title, status, priority, labels, assignees, due, estimate, changed. On a phone, two lines. */
export const COLUMNS =
  "grid items-center gap-x-2 px-4 grid-cols-[1.75rem_4.5rem_minmax(8rem,1fr)_9rem_8rem_minmax(0,10rem)_5rem_7rem] " +
  "xl:grid-cols-[1.75rem_4.5rem_minmax(8rem,1fr)_9rem_8rem_minmax(0,12rem)_5rem_7rem_4rem_7rem] " +
  "max-lg:grid-cols-[1.75rem_4.5rem_minmax(8rem,1fr)_9rem_2.5rem_5rem_7rem] " +
  "max-md:grid-cols-[1.75rem_minmax(0,1fr)_auto_auto_auto] max-md:px-2 max-md:py-1";

/** Columns that there is not always room for. */
export const WIDE_ONLY = "max-xl:hidden";
export const ROOMY_ONLY = "max-lg:hidden";
