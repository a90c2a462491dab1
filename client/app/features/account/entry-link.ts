/** How a link within the words of an entry page looks. */
export const ENTRY_LINK = "font-medium text-accent underline underline-offset-4 hover:no-underline";
