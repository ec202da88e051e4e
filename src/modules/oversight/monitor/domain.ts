/** Acts that the page of the watch itself sends; giving a dossier to someone is done on its own page. Pure. */

export const sentMends = ['pool', 'successor', 'askChief', 'order', 'upload', 'remind'] as const
export type SentMend = (typeof sentMends)[number]
