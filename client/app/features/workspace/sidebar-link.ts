/** How what leads somewhere looks in the sidebar. The router says which one is open. */
export const SIDEBAR_LINK =
  "flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 text-start text-ink no-underline transition-colors duration-quick hover:bg-hover pointer-coarse:min-h-11 pointer-fine:compact:min-h-7 " +
  "data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent [&_svg]:size-4 [&_svg]:shrink-0";

/** How the name of a part of the sidebar looks. */
export const SIDEBAR_HEADING = "flex-1 px-2 text-xs font-semibold text-quiet";
