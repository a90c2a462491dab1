export { CallsPage as CallsRoute } from "../features/calls/calls-page.tsx";
