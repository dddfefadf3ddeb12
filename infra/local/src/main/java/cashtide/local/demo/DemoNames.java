package cashtide.local.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Invented company names; any likeness to a real company is chance. */
final class DemoNames {

    /** A company's name and its country, ISO 3166 alpha-2. */
    record Company(String name, String country) {}

    static final List<Company> LEADING = List.of(
            new Company("Nordwind Logistik GmbH", "DE"),
            new Company("Castellane Distribution SAS", "FR"),
            new Company("Harlow & Pike Inc.", "US"),
            new Company("Ostsee Baustoffe KG", "DE"),
            new Company("Brightwater Hotels plc", "GB"),
            new Company("Valdera Componentes SL", "ES"),
            new Company("Krüger Medizintechnik AG", "DE"),
            new Company("Apex Fabrication LLC", "US"),
            new Company("Rivoli Ceramiche S.p.A.", "IT"),
            new Company("Lindqvist & Söner AB", "SE"),
            new Company("Tessenberg Papier GmbH", "DE"),
            new Company("Quayside Retail Ltd", "GB"),
            new Company("Polder Agri Coöperatie U.A.", "NL"),
            new Company("Hanse Optik GmbH", "DE"),
            new Company("Silvretta Sportartikel AG", "AT"));

    private record Country(String code, List<String> first, List<String> second, List<String> forms) {}

    private static final List<Country> COUNTRIES = List.of(
            new Country(
                    "DE",
                    List.of(
                            "Alster",
                            "Elbtal",
                            "Rhön",
                            "Kiefern",
                            "Hafen",
                            "Steinbach",
                            "Lübner",
                            "Oderland",
                            "Moritz",
                            "Tannhof",
                            "Wesel",
                            "Falken",
                            "Harzer",
                            "Bergmann",
                            "Seewald"),
                    List.of(
                            "Maschinenbau",
                            "Werkzeuge",
                            "Elektrotechnik",
                            "Baustoffe",
                            "Logistik",
                            "Kunststoffe",
                            "Pumpen",
                            "Fördertechnik",
                            "Metallbau",
                            "Antriebe"),
                    List.of("GmbH", "AG", "GmbH & Co. KG", "KG")),
            new Country(
                    "FR",
                    List.of("Vercors", "Lavandin", "Armor", "Belrive", "Montclar", "Sologne", "Ardenne", "Marivel"),
                    List.of("Industries", "Distribution", "Équipements", "Mécanique", "Emballages", "Matériaux"),
                    List.of("SAS", "SARL", "SA")),
            new Country(
                    "IT",
                    List.of("Adriana", "Valtorta", "Montenevoso", "Lariana", "Castelnero", "Brenta", "Sanvito"),
                    List.of("Meccanica", "Ceramiche", "Impianti", "Tessile", "Arredi", "Motori"),
                    List.of("S.p.A.", "S.r.l.")),
            new Country(
                    "ES",
                    List.of("Almadra", "Sierranueva", "Costaverde", "Duero", "Montañesa", "Levantina"),
                    List.of("Componentes", "Construcciones", "Envases", "Suministros", "Maquinaria"),
                    List.of("SL", "SA")),
            new Country(
                    "GB",
                    List.of("Ashcombe", "Wetherby", "Thornleigh", "Marlowe", "Penrith", "Calder", "Whitby", "Elmstead"),
                    List.of("Engineering", "Supplies", "Packaging", "Fittings", "Marine", "Textiles"),
                    List.of("Ltd", "plc")),
            new Country(
                    "US",
                    List.of(
                            "Cedar Ridge",
                            "Lakeview",
                            "Ironwood",
                            "Summit",
                            "Redstone",
                            "Bluewater",
                            "Prairie",
                            "Granite Falls",
                            "Old Mill"),
                    List.of("Manufacturing", "Components", "Tool & Die", "Industrial Supply", "Automation", "Steel"),
                    List.of("Inc.", "LLC", "Corp.")),
            new Country(
                    "NL",
                    List.of("Waterkant", "Veluwe", "Zuiderpoort", "Amstelhof", "Noordzee", "Kampen"),
                    List.of("Techniek", "Handel", "Verpakkingen", "Installaties"),
                    List.of("B.V.", "N.V.")),
            new Country(
                    "SE",
                    List.of("Norrvik", "Lindholm", "Björknäs", "Vättern", "Älvdal", "Skärgård"),
                    List.of("Verkstad", "Mekanik", "Trävaror", "Industri", "Byggvaror"),
                    List.of("AB")),
            new Country(
                    "PL",
                    List.of("Wiślany", "Karpat", "Mazur", "Bursztyn", "Orzeł"),
                    List.of("Maszyny", "Metal", "Opakowania", "Budowa"),
                    List.of("Sp. z o.o.", "S.A.")));

    private static final double[] COUNTRY_SHARES = {0.32, 0.12, 0.1, 0.08, 0.09, 0.13, 0.07, 0.05, 0.04};

    private DemoNames() {}

    /** So many companies with different names, the leading ones first. */
    static List<Company> companies(List<Company> leading, int count, RandomGenerator random) {
        Set<String> taken = new LinkedHashSet<>();
        List<Company> companies = new java.util.ArrayList<>();
        for (Company company : leading) {
            taken.add(company.name());
            companies.add(company);
        }
        while (companies.size() < count) {
            Country country = COUNTRIES.get(DemoRandom.pick(COUNTRY_SHARES, random));
            String name = one(country.first(), random) + " " + one(country.second(), random) + " "
                    + one(country.forms(), random);
            if (taken.add(name)) {
                companies.add(new Company(name, country.code()));
            }
        }
        return List.copyOf(companies);
    }

    private static String one(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
