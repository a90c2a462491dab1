import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { SearchPage } from "../features/message-search/search-page.tsx";

/** Messages that are searched for; what for is in the address. */
export function MessageSearchRoute() {
  const { q } = useSearch({ from: "/in/w/$workspace/search" });
  const navigate = useNavigate({ from: "/w/$workspace/search" });
  const onSearch = useCallback(
    (search: string) => void navigate({ search: search === "" ? {} : { q: search }, replace: true }),
    [navigate],
  );
  return <SearchPage search={q ?? ""} onSearch={onSearch} />;
}
