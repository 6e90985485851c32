// Mejoras de todas las páginas. Sin este archivo, todo sigue funcionando.

import { menus } from "./menus.js";
import { pestanas } from "./pestanas.js";

menus();
pestanas();
