import { en } from "./en"
import { es } from "./es"
import { pt } from "./pt"

/**
 * Our words in the dashboard's languages, under the namespace `aplazame`. Medusa's dashboard knows two kinds of
 * Portuguese; both get ours. Other languages fall back to English, as the dashboard does. The dashboard takes
 * every file called `index` below this folder for such a list, so there is no other.
 */
export default {
  en: { aplazame: en },
  es: { aplazame: es },
  ptPT: { aplazame: pt },
  ptBR: { aplazame: pt },
}
