/** What other modules may use of the exchange: two ways to reach another system, and their addresses. */

export { ask } from './asking/commands.ts'
export { type About, CallFailure, refusal as exchangeRefusal } from './domain.ts'
export { send } from './outbox/commands.ts'
export { connectorSecret, ownMember, provinceKey, registerSystem } from './registry/commands.ts'
export { connectedKeys, findSystem } from './registry/store.ts'
export { registerClient } from './serving/commands.ts'
export { answerParts, headersOf, partsOf, readHead } from './transport/domain.ts'
export { mailOperations } from './transport/mail/domain.ts'
export { pushPublicKey } from './transport/push/commands.ts'
export { pushOperations } from './transport/push/domain.ts'

export const exchangeLinks = {
  overview: (dossierCode?: string) =>
    dossierCode ? `/lam-viec/ket-noi?ho-so=${encodeURIComponent(dossierCode)}` : '/lam-viec/ket-noi',
  message: (id: string) => `/lam-viec/ket-noi/thong-diep/${id}`,
  release: (id: string) => `/lam-viec/ket-noi/thong-diep/${id}/gui-lai`,
  drop: (id: string) => `/lam-viec/ket-noi/thong-diep/${id}/bo`,
  clients: () => '/lam-viec/ket-noi/khai-thac',
  reconcile: (key: string) => `/lam-viec/ket-noi/${key}/doi-soat`,
  system: (key: string) => `/lam-viec/ket-noi/${key}`,
}
