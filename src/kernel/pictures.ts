/** Pictures that people send, kept as drawings of our own. */

import sharp from 'sharp'
import { type FileStore, type ReceivedFile, readVerified, storeBytes } from './files.ts'

type Redrawing = { readonly sideMax: number } & ({ readonly webp: number } | { readonly jpeg: number })

export type Redrawn = { readonly file: ReceivedFile; readonly width: number; readonly height: number }

/**
 * Draws a received picture anew and stores that: upright, at most so many points wide and high, as WebP or JPEG of this quality.
 * Neither what the camera wrote nor anything hidden behind the picture is in it. The name gets the ending of what it now is.
 */
export async function storeRedrawn(
  store: FileStore,
  { sha256, name }: Pick<ReceivedFile, 'sha256' | 'name'>,
  { sideMax, ...as }: Redrawing,
): Promise<Redrawn> {
  const drawn = sharp(await readVerified(store, sha256, name), { limitInputPixels: 60_000_000 })
    .rotate()
    .resize(sideMax, sideMax, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
  const [encoded, ending] =
    'webp' in as ? [drawn.webp({ quality: as.webp }), 'webp'] : [drawn.jpeg({ quality: as.jpeg }), 'jpg']
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
  const file = await storeBytes(store, `${name.replace(/\.[^.]*$/, '')}.${ending}`, data)
  return { file, width: info.width, height: info.height }
}
