import { SavedPage } from "../features/saved/saved-page.tsx";

/** The messages one has saved. */
export function SavedRoute() {
  return <SavedPage />;
}
