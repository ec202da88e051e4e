import { citizenJourneys } from './zz-citizen.ts'
import { openStage } from './stage.ts'

citizenJourneys(await openStage(), { width: 1280 }, true)
