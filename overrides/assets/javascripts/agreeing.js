// The script of the agreement while it waits for the reader's signature.
import { startAgreeing } from "./agree.js";
import { startPage } from "./start.js";

startPage(startAgreeing);
