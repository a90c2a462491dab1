export { Notifications as NotificationsRoute } from "../features/inbox/preferences/notifications.tsx";
