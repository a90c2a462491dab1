import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/app.css";
import { Design } from "./design/design.tsx";
import { AccountProvider } from "./features/account/account.tsx";
import { followAppearance } from "./features/settings/appearance/choices.ts";
import { keepApp } from "./offline/keep-app.ts";
import { queryClient } from "./queries/client.ts";
import { router } from "./routes/routes.tsx";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element #app");
followAppearance();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Design>
        <AccountProvider>
          <RouterProvider router={router} />
        </AccountProvider>
      </Design>
    </QueryClientProvider>
  </StrictMode>,
);
keepApp();
