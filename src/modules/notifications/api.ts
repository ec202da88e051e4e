/** What other modules may use of messages. */

export { notify } from './commands.ts'
export { defineNotices, type NewMessage, type Notice, notificationLinks, type Outside } from './domain.ts'
export { type Attempt, findAttemptsAbout } from './outside/store.ts'
export { SentMessages } from './pages.tsx'
