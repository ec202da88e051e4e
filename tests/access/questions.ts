/** One cell of the matrix, and how a route is asked for it. */

import type { Asker } from './actors.ts'
import type { DossierHere, Stage, World } from './world.ts'

export type Cell = {
  readonly asker: Asker
  readonly relation: string
  readonly world: World
  /** The dossier of the relation; one that is made up for `random`. */
  readonly dossier: DossierHere
  /** Id of a thing of the relation: in a unit, or of a person. */
  thing(name: string): string
}

export type Text = Readonly<Record<string, string | readonly string[]>>
export type Ask = {
  readonly stage?: Stage
  /** Parameters of the path; `code` of a dossier is there anyway. */
  readonly path?: (cell: Cell) => Readonly<Record<string, string>>
  readonly query?: (cell: Cell) => Text
  readonly body?: (cell: Cell) => Text
  readonly json?: (cell: Cell) => object
  /** Part and kind of a file that goes along. */
  readonly file?: readonly [part: string, kind: 'pdf' | 'picture' | 'text']
}
