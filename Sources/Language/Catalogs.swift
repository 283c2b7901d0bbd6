extension PhraseCatalog {
    static let englishFiles = [
        PackageResources.messages_en_txt, PackageResources.alerts_en_txt, PackageResources.commands_en_txt,
        PackageResources.screens_en_txt, PackageResources.program_en_txt, PackageResources.configuration_en_txt,
        PackageResources.lookups_en_txt,
    ]

    static let turkishFiles = [
        PackageResources.messages_tr_txt, PackageResources.alerts_tr_txt, PackageResources.commands_tr_txt,
        PackageResources.screens_tr_txt, PackageResources.program_tr_txt, PackageResources.configuration_tr_txt,
        PackageResources.lookups_tr_txt,
    ]
}
