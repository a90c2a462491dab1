/** What floats beside its opener: menus, popovers and pickers look alike. */
export const SURFACE =
  "z-50 animate-rise overflow-y-auto rounded-lg border border-line bg-raised text-ink shadow-pop outline-none " +
  "max-h-(--radix-popper-available-height) max-w-[calc(100vw-1rem)]";

/** A row of what floats: lit by `data-highlighted` (Radix) or `data-selected` (cmdk). */
export const SURFACE_ROW =
  "flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 py-1 text-start text-sm outline-none select-none pointer-coarse:min-h-11 " +
  "data-[highlighted]:bg-hover data-[selected=true]:bg-hover data-[disabled='']:opacity-50 data-[disabled=true]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";
