namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Everyday English and Spanish words (folded) that are never misspellings of a body part or a feeling.</summary>
internal static class EverydayWords
{
    /// <summary>Skipped inside a fixed expression: "bottom of my foot" is "bottom of foot".</summary>
    public const string Fillers =
        "the a an my his her their our your this these those its really very so just too super kinda actually literally both all much any even quite totally "
        + "el la los las mi mis su sus un una unos unas muy tan este esta ese esa mero mucho mucha ningun ninguna";

    /// <summary>Words that say little about a complaint.</summary>
    public const string Stops =
        "i im ive id me we you he she it they them him us is am are was were be been being do does did have has had having will would "
        + "of in on at to for from by with as and or if but that which who what when where why how than then there here up out off over "
        + "can could should may might must get gets got getting go goes going went make makes made some any much many more most "
        + "yo tu usted ella ellos nosotros es son era soy estoy estamos estan ser estar he ha han hay tengo tiene tener de del en a al con por para "
        + "y o e u que se lo le les me te nos si como cuando donde porque mas pero ya hasta desde cada ";

    /// <summary>The rest.</summary>
    public const string Others =
        "about above across after again against ago ahead air almost alone along already also although always among amount another answer anyone "
        + "anything apart area around ask asked away awful baby bad badly bag ball band bank bar base basic bath beach bean bear beat became because "
        + "become bed been beer before began begin behind believe bell belly below belt best better between big bike bill bird bit bite black blood blow blue "
        + "board boat body bone book boot born bother bottle bottom bowl box boy brain bread break bright bring broke broken brother brown brush "
        + "build burn bus business busy button buy cake call called calls came car card care carry case cash cat caught cause cell center chair chance "
        + "change cheap check cheek chest child city class clean clear click climb clock close clothes cloud coach coat coffee cold color come common "
        + "complete cook cool copy corner cost couch cough count country couple course court cover crazy cream cross crowd cry cup current cut cycle dad "
        + "daily damage dance dark data date daughter dead deal dear death deep degree deliver delivery depend describe desk different dinner "
        + "dirt discount doctor doctors does dog dogs doing done door double doubt down drink drive driver drop dry during dust each ear early earth ease east easy "
        + "eat edge eight either else email empty end enemy enjoy enough even evening event ever every everyone everything exactly example "
        + "except excuse expect expensive extra eye eyes face fact fair fall false family fancy far farm fast fat father fault favor feed feel feeling feels "
        + "fell felt few field fight figure file fill final find fine finger fingers finish fire first fish fit five fix flight floor flow flower fly folks follow food "
        + "forget form forward found four free fresh friend friends front fruit fry full fun funny game garden gas gave general gentle gift girl give given "
        + "glad glass goal god gold golf gone good grab grade grandma grandpa grass gray great green grew grey ground group grow guess guy guys habit hair half hall hand hands "
        + "hang happen happens happy hard hardly hat hate head headache health hear heard heart heat heavy held help helped helps hide hike hiking hill himself hit hobby hold "
        + "hole holiday home hope horse hospital hot hotel hour hours house however hundred hungry hurry husband ice idea image inch inside instead into "
        + "iron issue issues item jacket job join joke juice jump kept key kick kids kill kind kitchen knew knife knock know known lack lady laid lake "
        + "land large last late later laugh law lay lazy lead learn least leave left length less let letter level life lift light like likely line list "
        + "listen little live living load long longer look looking looks lose loss lost lot lots loud love low lower luck lunch mad mail main man market marry mask match "
        + "matter maybe meal mean meant meat medium meet meeting member men mention message met middle might mile milk mind mine minute minutes miss model mom moment money "
        + "month months mood moon morning mother mouth move movie moving mud music name near nearly neck need needs neither never new news next nice night nine nobody noise "
        + "none noon normal north nose note nothing notice now number nurse object offer office often oil okay old once one ones only onto open opposite "
        + "orange order orders original other others ought outside own pace pack page paid paint pair pants paper parent park part party pass past path pay peace pen people "
        + "perfect perhaps person phone photo pick picture piece pink place plan plane plant plate play played player playing please plenty point pool poor position possible post "
        + "pound power practice present press pretty price prices print problem problems product products pull purple push put question questions quick quickly quiet quite race rain raise "
        + "ran rate rather reach read ready real reason recent recommend record red refund regular related remember rent reply rest result return returns rich ride right ring rise road "
        + "rock roof room rope rough round row rule rules run rush sad safe said salt same sand save saw say says scale school sea season seat second see "
        + "seem seems seen sell send sense sent series serious serve set seven shade shake shall shape share sharp ship shipping shirt shoe shoes shop short shot shoulder shoulders shout "
        + "show shower shut sick side sign silly simple since sing sister site six size sizes skill skin skip sky slip slow slowly small smell smile smoke smooth snow soap soccer sock socks "
        + "soft sold solid solve someone something sometimes son song soon sorry sort sound soup south space speak special speed spend spent sport sports spot spring square staff "
        + "stage stair stairs stand star start started starts state station stay steal steel steep step steps stick still stock stomach stone stood stop stopped stops store storm story straight strange street "
        + "stress strong stuck student stuff style such sudden suddenly sugar suit summer sun supply support sure surface surprise sweet swim table take taken takes taking talk tall taste taxi "
        + "teach teacher team tell ten tennis term test text thank thanks thick thin thing things think third thirty though thought thousand three threw throw ticket tie till time times "
        + "tiny tip title today together told tomorrow tonight took tool tooth teeth top total touch toward town track trade trail train training travel tree trial trip trouble truck true truly "
        + "trust truth try trying turn turned turns twelve twenty twice two type under understand unit until upon upset use used useful uses using usual usually vacation value view visit voice wait wake walk "
        + "walked walking walks wall want wanted wants warm warranty wash watch water wave way ways wear wearing wears weather website week weekend weeks weight well west wet wheel while white whole whose "
        + "wide wife win wind window wine winter wish within without woman wonder wood word words work worked working works world worry worse worst worth wound wrap wrist wrists elbow elbows "
        + "champ chips fleet flute glue grown hint knob logs poles role roles shell shine ships spell spring squad stir stain swan tone town tramp tow union valve valves weave "
        + "write wrong yard year years yellow yes yesterday yet young zero "
        + "dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wont wouldnt couldnt shouldnt cant cannot lets thats whats theres gonna wanna gotta "
        + "hour minute monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
        + "abajo abierto abre abuela abuelo acaba acabo acerca adelante ademas adentro afuera agua ahi ahora aire algo alguien alguna alguno algunas algunos alla alli alto amiga amigo ando ano anos antes "
        + "apenas aqui aquel aquella arriba asi atras aun aunque ayer ayuda baja bajar bajo bano barato bastante bebe bien blanco boca bolsa brazo brazos buena bueno buenas buenos busco cabeza cada cama camino caminar camina cara "
        + "caro carro casa casi causa cerca cinco ciudad claro clase coche codo comer comida comprar compra con conmigo contra cosa cosas creo cual cualquier cuando cuanto cuatro cuello cuenta cuerpo cuesta cuidado dar debajo debe decir "
        + "deja dejar dentro derecha derecho descanso despues dia dias dice dicen diente dientes dinero dio distinto doctora doctor donde dormi dos durante ejercicio ella ellas empezo empieza encima encuentra enero enfermo entonces entrada entre entrega envio "
        + "escribir escuela esos esto estos estas facil falta familia favor fecha febrero feo fin final fondo forma frente frio fruta fue fuera fuerte futbol gana ganas gente gracias gran grande grandes gusta gusto haber habia hablar hace hacen hacer hacia haciendo "
        + "hago hambre hasta hermana hermano hombre hombro hombros hora horas hoy huevo igual importa izquierda izquierdo joven juego jugar julio junio junto lado largo leche lejos lento levanto libre libro limpio llega llegar lleva llevo lluvia lugar luego lunes "
        + "luz madre mal mala malo mamá mama mano manos mañana manana martes marzo mayor media medio mejor menor menos mes mesa meses miedo mientras mil minutos misma mismo mitad momento mucha muchas mucho muchos mujer muneca mundo nada nadie nariz necesito negro ninguna ninguno "
        + "noche nombre nueva nuevo numero nunca ocho ojo ojos otra otras otro otros padre pagar papa papel par parece pared parte partes pasa pasado paso pasos pecho pedido pelo pequeno perder perro persona pesa peso piel piso playa pobre poca poco pocos podria poner porque "
        + "posible precio pregunta primer primera primero pronto puede pueden puedo puerta pues punto quedar quien quiero quita quito raro rapido razon real recibi rico rojo ropa saber sabe sale salida salir salud sangre sea segun segunda seguro seis semana semanas "
        + "senor senora sentir ser serio siempre siento siete siguiente sino sitio sobre sol sola solo somos sube subir sueno suelo tal talla tamano tambien tampoco tanto tarde tener tengo tenia tercera tiempo tienda tiene tienen tierra tipo toda todas todo todos toma tomo "
        + "trabajo trabajar traer tras trata tres triste tuve ultimo ultima unica unico usar uso uva vaca vacio vale varias varios vaso veces ven vender venir ver verano verdad verde vez via viaje vida vieja viejo viene viento vino visto vivir voy vuelta zona "
        + "quisiera cuanto cuesta duele duelen dolor dolores siento tiene esta estan peor caliente fria frio hueso hijo hija nino nina";
}
