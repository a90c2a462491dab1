import { Link, type LinkProps, Outlet } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";

/** How the link out of the settings looks. */
export const BACK =
  "inline-flex max-w-full min-h-9 items-center gap-2 rounded-md px-2 text-quiet no-underline hover:bg-hover hover:text-ink pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:rtl:rotate-180";

interface SettingsFrameProps {
  /** The way out, back to where one works. */
  back: ReactNode;
  /** The list of all settings. */
  nav: ReactNode;
  /** The address of that list by itself, which is a page of its own on a phone. */
  list: LinkProps;
  /** Whether that list is what is looked at. */
  atList: boolean;
}

/** The one place of all settings: their list at the side, and the page chosen. On a phone one or the other. */
export function SettingsFrame({ back, nav, list, atList }: SettingsFrameProps) {
  useEffect(() => {
    if (atList) document.title = "Settings · Ensemble";
  }, [atList]);
  return (
    <main className="min-h-dvh md:grid md:grid-cols-[16rem_minmax(0,1fr)]">
      <div
        className={clsx(
          "border-line bg-sunk p-4 md:sticky md:top-0 md:h-dvh md:overflow-y-auto md:border-e max-md:min-h-dvh",
          !atList && "max-md:hidden",
        )}
      >
        {back}
        {atList ? <h1 className="px-2 pt-3 text-2xl font-semibold md:hidden">Settings</h1> : null}
        {nav}
      </div>
      <div className={clsx("px-4 pt-4 pb-16 md:px-10 md:pt-10", atList && "max-md:hidden")}>
        <div className="mx-auto grid max-w-3xl grid-cols-1 gap-4">
          <Link
            {...list}
            className="inline-flex min-h-9 items-center gap-1 justify-self-start text-quiet no-underline hover:text-ink md:hidden pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
            Settings
          </Link>
          <Outlet />
        </div>
      </div>
    </main>
  );
}

/** One page of the settings. */
export function SettingsPage({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Settings · Ensemble`;
  }, [title]);
  return (
    <div className="grid grid-cols-1 gap-8">
      <header className="grid grid-cols-1 gap-1">
        <h1 className="text-2xl font-semibold">{title}</h1>
        {intro ? <p className="text-quiet">{intro}</p> : null}
      </header>
      {children}
    </div>
  );
}
