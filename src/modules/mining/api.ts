/** Addresses of the causes. */

const base = '/lam-viec/nguyen-nhan'

type Asked = Readonly<Record<string, string | undefined>>

/** A query of what is asked, in the order given; nothing stands for what is not. */
const query = (asked: Asked) => {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

export const miningLinks = {
  show: (asked: Asked = {}) => `${base}${query(asked)}`,
  table: (name: string, asked: Asked = {}) => `${base}/${name}.csv${query(asked)}`,
}
