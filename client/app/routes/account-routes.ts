import { createRoute, lazyRouteComponent as lazily } from "@tanstack/react-router";
import { z } from "zod";
import { ReturnTo } from "../features/account/return-to.ts";
import { root, signedIn } from "./parents.ts";

/** The addresses of whoever comes in, and of their account. */

const under = () => root;

/** What a provider's sign-in says when it comes back without having worked. */
const Failed = z.object({ error: z.string().optional().catch(undefined) });

const signIn = createRoute({
  getParentRoute: under,
  path: "/sign-in",
  validateSearch: (search) => ReturnTo.extend(Failed.shape).parse(search),
  component: lazily(() => import("./sign-in.tsx"), "SignInRoute"),
});
const signUp = createRoute({
  getParentRoute: under,
  path: "/sign-up",
  validateSearch: (search) => ReturnTo.extend(Failed.shape).parse(search),
  component: lazily(() => import("./sign-up.tsx"), "SignUpRoute"),
});
const forgotPassword = createRoute({
  getParentRoute: under,
  path: "/forgot-password",
  component: lazily(() => import("./forgot-password.tsx"), "ForgotPasswordRoute"),
});
const resetPassword = createRoute({
  getParentRoute: under,
  path: "/reset-password",
  validateSearch: (search) => Failed.extend({ token: z.string().optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./reset-password.tsx"), "ResetPasswordRoute"),
});
const invitation = createRoute({
  getParentRoute: under,
  path: "/invitations/$token",
  component: lazily(() => import("./invitation.tsx"), "InvitationRoute"),
});

/** Where one comes in. */
export const entryRoutes = [signIn, signUp, forgotPassword, resetPassword, invitation] as const;

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  validateSearch: (search) => Failed.extend({ w: z.uuid().optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./account.tsx"), "AccountRoute"),
});
const inAccount = () => account;

const accountHome = createRoute({
  getParentRoute: inAccount,
  path: "/",
  component: lazily(() => import("./account.tsx"), "AccountHomeRoute"),
});
const profile = createRoute({
  getParentRoute: inAccount,
  path: "profile",
  component: lazily(() => import("./account.tsx"), "ProfileRoute"),
});
const sessions = createRoute({
  getParentRoute: inAccount,
  path: "sessions",
  component: lazily(() => import("./account.tsx"), "SessionsRoute"),
});
const keys = createRoute({
  getParentRoute: inAccount,
  path: "keys",
  component: lazily(() => import("./account.tsx"), "KeysRoute"),
});
const appearance = createRoute({
  getParentRoute: inAccount,
  path: "appearance",
  component: lazily(() => import("./account.tsx"), "AppearanceRoute"),
});

const notifications = createRoute({
  getParentRoute: inAccount,
  path: "notifications",
  component: lazily(() => import("./notifications.tsx"), "NotificationsRoute"),
});

/** The account of whoever is signed in. */
export const accountRoutes = account.addChildren([accountHome, profile, notifications, sessions, keys, appearance]);
