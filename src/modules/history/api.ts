/** Addresses of the imports, and which logs were brought in. */

export { importLog } from './command-line/commands.ts'
export { findLoadedLogs, type LoadedLog } from './store.ts'

const base = '/quan-tri/nhap-lich-su'

export const historyLinks = {
  list: () => base,
  show: (id: string) => `${base}/${id}`,
  mapping: (id: string) => `${base}/${id}/ghep`,
  load: (id: string) => `${base}/${id}/nap`,
  retry: (id: string) => `${base}/${id}/lam-lai`,
  takeBack: (id: string) => `${base}/${id}/rut-lai`,
  faults: (id: string) => `${base}/${id}/loi.csv`,
  cases: (id: string, only: Readonly<Record<string, string>> = {}) =>
    `${base}/${id}/ho-so?${new URLSearchParams(only)}`,
}
