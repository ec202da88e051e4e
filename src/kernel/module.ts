/** A module's table of contents. Modules that gather from everywhere read what others declare here: collect, do not reach. */

import type { FastifyInstance } from 'fastify'
import type { Lack, LackFacts } from './cases.ts'
import type { AnyConnector, ServedService } from './connectors.ts'
import type { Context, Platform } from './context.ts'
import type { Tx } from './db.ts'
import type { Problem, Sentence } from './errors.ts'
import type { Fold, Reaction } from './events.ts'
import type { HealthCheck } from './health.ts'
import type { Job, Round, Schedule } from './jobs.ts'
import type { MapLayer } from './map-layers.ts'
import type { MeasureSource } from './measures.ts'
import type { PageAlert } from './page.tsx'
import type { Access, Actor, Citizen, Permission } from './policy.ts'
import type { Keeping } from './retention.ts'
import type { Endpoint, KeptForm, Reply, StepUp } from './web.ts'

/** What a request shows to prove who sends it. */
export type Credentials = {
  readonly sessionToken: string | undefined
  readonly bearerToken: string | undefined
}

export type Module = {
  readonly name: string
  readonly dependsOn: readonly string[]
  /** Tables this module owns; others read them through its `api.ts`. */
  readonly tables?: readonly string[]
  readonly routes?: readonly Endpoint[]
  readonly permissions?: Readonly<Record<Permission, string>>
  readonly jobs?: readonly Job<never>[]
  readonly reactions?: readonly (Reaction | Fold)[]
  /** What can be counted of this module's things; indicators are formulas over it. */
  readonly measures?: readonly MeasureSource[]
  /** Layers of points on the public map. */
  readonly mapLayers?: readonly MapLayer[]
  readonly rounds?: readonly Round[]
  /** Recurring work. */
  readonly schedules?: readonly Schedule[]
  /** What the module can prove of itself from minute to minute. */
  readonly checks?: readonly HealthCheck[]
  /** What must hold for every open case of the module; whoever watches over the cases proves it every minute. */
  readonly proof?: Proof
  /** Systems of other organisations that the module asks or tells, through the exchange. */
  readonly connectors?: readonly AnyConnector[]
  /** What other agencies' systems may ask, under `/x-road`. */
  readonly served?: readonly ServedService[]
  /** What the module keeps of a person, so that they can see who looked at it. */
  readonly keeps?: (tx: Tx, citizen: Citizen) => Promise<readonly Kept[]>
  /** The records that it keeps, and how they are ended when their time is over. */
  readonly records?: Keeping
  /** Purposes of `consents.json` without which the module does not do what they say. */
  readonly restsOnConsent?: readonly ConsentUse[]
  /** Published views `(case_id, file_id)`: the files that a case cannot do without. */
  readonly caseFiles?: readonly string[]
  /** Figures beside entries of the navigation, for the person who looks: paths and how many. Asked with every page. */
  readonly counts?: (platform: Platform, actor: Actor) => Promise<ReadonlyMap<string, number>>
  /** Warnings that stand above every page of the portal, for whoever looks. Asked with every page, so nearly always from memory. */
  readonly alerts?: (visit: Omit<Context, 'page'>) => Promise<readonly PageAlert[]>
  /** Entries of the office's side navigation, shown to officers who hold the permission. */
  readonly menu?: readonly MenuEntry[]
  /** Entries of the portal's navigation and of its footer, shown to everyone. */
  readonly publicMenu?: readonly PublicEntry[]
  readonly footerLinks?: readonly PublicEntry[]
  /** What people open most, as tiles of the app. */
  readonly appTiles?: readonly AppTile[]
  /**
   * Pages and files that whoever looks should have on the device before the line goes, the most needed first. A page asked
   * for in advance is as good as visited: name none that marks something as seen.
   */
  readonly keptPages?: (context: Context) => Promise<readonly KeptPage[]>
  /** The page that shows a problem to a person; one module of the installation brings it. */
  readonly problemPage?: (context: Context, problem: Problem) => Reply
  /** Turns a cookie or a token into the actor; the first module that knows it answers. */
  readonly authenticate?: (
    platform: Platform,
    credentials: Credentials,
    now: Date,
  ) => Promise<Actor | undefined>
  /**
   * Asks a person for a second proof before a form is acted on, and keeps the form. `undefined` lets it pass: whoever has
   * nothing to prove with is let through where the installation allows that.
   */
  readonly stepUp?: (context: Context, form: KeptForm, asked: StepUp) => Promise<Reply | undefined>
  /** Writes the pack's data of this module; runs at start, after migrations, when the pack changed. */
  readonly loadPack?: (context: Context) => Promise<void>
  /** Fills a development installation with believable people and activity, once. Made-up data only. */
  readonly seed?: (context: Context) => Promise<void>
  /** People of a development installation that one may sign in as, for the welcome of `npm start`. */
  readonly developmentLogins?: (context: Context) => Promise<readonly DevelopmentLogin[]>
  /** Commands of the operator, run by `apps/cli.ts`. Names are unique among all modules. */
  readonly commands?: readonly CliCommand[]
  /** Puts something beside the routes, such as a protocol's own endpoints. */
  readonly mount?: (server: FastifyInstance, platform: Platform) => Promise<void>
}

/** A purpose, and the page on which the person is asked. */
export type ConsentUse = { readonly purpose: string; readonly askedAt: string }

/** One thing kept of a person: a dossier, a paper of the wallet, the person itself. Looks name it by its id. */
export type Kept = {
  readonly id: string
  readonly name: Sentence
  /** Code of a dossier. */
  readonly code?: string
  readonly href?: string
}

/** Proves what must hold for every open case, by naming those for which it does not. Reads only. */
export type Proof = {
  /** What may be lacking, by a name that is the module's own. */
  readonly lacks: Readonly<Record<string, LackFacts>>
  /** Open things of the module that are no rows of `cases`. */
  count?(tx: Tx): Promise<number>
  find(tx: Tx, context: Context): Promise<readonly Lack[]>
}

export type DevelopmentLogin = {
  readonly role: string
  readonly name: string
  readonly unit: string
  readonly login: string
}

/** A command of the operator. `run` gets the arguments after the name and prints what it has to say. */
export type CliCommand = {
  readonly name: string
  readonly summary: string
  run(context: Context, args: readonly string[]): Promise<void>
}

export type PublicEntry = {
  readonly path: string
  readonly label: Sentence
}

/** Ô của ứng dụng. */
export type AppTile = PublicEntry & {
  readonly icon: string
  /** Lower comes first. */
  readonly place: number
  /** Whoever may not open it sees no tile; everyone may unless told. */
  readonly access?: Access
  /** Offered by the phone where the app's own icon is held. */
  readonly isShortcut?: true
}

export type KeptPage = {
  readonly path: string
  /** Kept on a slow or dear line as well. */
  readonly isEssential?: true
  /** What a list calls it; a page is called by its own title. */
  readonly title?: string
}

export type MenuEntry = PublicEntry & {
  readonly permission: Permission
  readonly icon: string
}

/** Declares a module. Only gives the literal its type. */
export function defineModule(module: Module): Module {
  return module
}

/** Every permission that modules declare, with its Vietnamese name. */
export function permissionsOf(modules: readonly Module[]): ReadonlyMap<Permission, string> {
  return new Map(
    modules.flatMap(({ permissions = {} }) => Object.entries(permissions) as [Permission, string][]),
  )
}
